/*
 * node peers.mjs PEER RULES.json CASES.ndjson: the same list in an engine for rules or a database; one
 * word a case: what it takes to be the outcome. The peers know two values: what is missing is false,
 * or makes false what asks it.
 */
import fs from 'node:fs';
import readline from 'node:readline';

const [peer, rulesPath, casesPath] = process.argv.slice(2);
const rules = JSON.parse(fs.readFileSync(rulesPath, 'utf8'));
const MONEY = ['loss', 'recovered', 'budget'];

/* A condition of make_cases, in the words of a language. */
function condition([op, name, value], write) {
	return op === 'yes' || op === 'no' ? write.bool(name, op === 'yes') : write.compare(op, name, value);
}

function rule({ when, except }, write) {
	const parts = when.map((one) => condition(one, write));
	return write.and(except ? [...parts, write.not(condition(except, write))] : parts);
}

function outcome(write) {
	const any = (kind) => write.or(rules.filter((one) => one.kind === kind).map((one) => rule(one, write)));
	return write.choose(any('bar'), any('tolerate'));
}

async function eachCase(decide) {
	const out = [];
	for await (const line of readline.createInterface({ input: fs.createReadStream(casesPath) })) {
		const { facts } = JSON.parse(line);
		for (const name of MONEY) if (name in facts) facts[name] = Number(facts[name]);
		const said = decide(facts);
		out.push(typeof said === 'string' ? said : await said);
	}
	process.stdout.write(out.join('\n') + '\n');
}

const jsonLogic = {
	bool: (name, wanted) => (wanted ? { var: name } : { '!': { var: name } }),
	compare: (op, name, value) => ({ [op === '=' ? '===' : op]: [{ var: name }, value] }),
	not: (one) => ({ '!': one }),
	and: (all) => ({ and: all }),
	or: (all) => ({ or: all }),
	choose: (bars, tolerates) => ({ if: [bars, 'barred', tolerates, 'tolerated', 'silent'] }),
};

const zen = {
	bool: (name, wanted) => `(${name} == ${wanted})`,
	compare: (op, name, value) => {
		const constant = typeof value === 'string' ? `'${value}'` : value;
		if (op === '=') return `(${name} == ${constant})`;
		return name === 'reported_on'
			? `(${name} != null and d(${name}) ${op} d(${constant}))`
			: `(${name} != null and ${name} ${op} ${constant})`;
	},
	not: (one) => `not (${one})`,
	and: (all) => `(${all.join(' and ')})`,
	or: (all) => `(${all.join(' or ')})`,
	choose: (bars, tolerates) => `${bars} ? 'barred' : ${tolerates} ? 'tolerated' : 'silent'`,
};

const sql = {
	bool: (name, wanted) => (wanted ? `facts.${name}` : `not facts.${name}`),
	compare: (op, name, value) => `facts.${name} ${op} ${typeof value === 'string' ? `'${value}'` : value}`,
	not: (one) => `not (${one})`,
	and: (all) => `(${all.join(' and ')})`,
	or: (all) => `(${all.join(' or ')})`,
	choose: (bars, tolerates) =>
		`case when ${bars} then 'barred' when ${tolerates} then 'tolerated' else 'silent' end`,
};

const peers = {
	async 'json-logic'() {
		const { default: engine } = await import('json-logic-js');
		const logic = outcome(jsonLogic);
		await eachCase((facts) => engine.apply(logic, facts));
	},
	async 'json-logic-compiled'() {
		const { LogicEngine } = await import('json-logic-engine');
		const decide = new LogicEngine().build(outcome(jsonLogic));
		await eachCase(decide);
	},
	async zen() {
		const { ZenEngine } = await import('@gorules/zen-engine');
		const content = {
			nodes: [
				{ id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 } },
				{ id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 } },
				{ id: 'list', type: 'expressionNode', name: 'list', position: { x: 0, y: 0 },
					content: { expressions: [{ id: 'o', key: 'outcome', value: outcome(zen) }] } },
			],
			edges: [
				{ id: 'a', type: 'edge', sourceId: 'in', targetId: 'list' },
				{ id: 'b', type: 'edge', sourceId: 'list', targetId: 'out' },
			],
		};
		const decision = new ZenEngine().createDecision(content);
		await eachCase(async (facts) => (await decision.evaluate(facts)).result.outcome);
	},
	async duckdb() {
		const { DuckDBInstance } = await import('@duckdb/node-api');
		const types = { bool: 'boolean', money: 'decimal(18,2)' };
		const bools = ['pilot', 'diligent', 'reported', 'remedied', 'panel', 'gain', 'banned', 'concealed',
			'emergency', 'novel', 'obstructed', 'historical'];
		const columns = [...bools.map((name) => `${name} ${types.bool}`),
			...MONEY.map((name) => `${name} ${types.money}`), 'prior integer', 'people integer',
			'reported_on date', 'harm varchar', 'field varchar'];
		const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
		await connection.run(`copy (select ${outcome(sql)} from read_ndjson('${casesPath}',
			columns = {id: 'varchar', facts: 'struct(${columns.join(', ')})'}))
			to '/dev/stdout' (format csv, header false)`);
	},
};

await peers[peer]();
