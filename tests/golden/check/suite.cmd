check --no-logic -q --now 2026-01-01 --lang en
check --no-logic -q --now 2026-01-01 --lang zh
