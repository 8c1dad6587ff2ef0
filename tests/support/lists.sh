# shellcheck shell=sh
# Texts for transcripts about the record: . "$SOURCE/tests/support/lists.sh"

# sample_vocabulary: the file that samples use.
sample_vocabulary() {
	cat >vocabulary.tol <<-END
		tol 1
		vocabulary facts "事实" {
		  fact pilot | 改革试点 : bool "是否属于改革试点?"
		  fact gain | 谋取私利 : bool "是否谋取私利?"
		  fact loss | 损失金额 : money "损失多少?"
		}
		authority central "中央" level central
		authority central.city "示范市" under central level city
	END
}

# sample_list PROMULGATED EFFECTIVE [PROPERTIES [CONDITION]]: one text of central.city.sample.
sample_list() {
	cat >list.tol <<-END
		tol 1
		use facts
		list central.city.sample "示范市容错纠错清单" {
		  issuer central.city
		  document "示委发〔2018〕1号"
		  promulgated $1
		  effective $2
		  ${3-}
		  transition old_unless_lighter
		  tolerate pioneering "先行先试中因缺乏经验出现的失误" {
		    article "第三条第(一)项" provenance illustrative when pilot
		  }
		  bar redline gain "谋取私利" { article "第四条" provenance reported when ${4-gain} }
		  bar loss "重大损失" { article "第五条" provenance verified expires 2021-02-15 when loss >= 50 万元 }
		}
	END
}

# verdict_vocabulary: facts of every type, and three authorities one above the other.
verdict_vocabulary() {
	cat >vocabulary.tol <<-END
		tol 1
		vocabulary facts "事实" {
		  fact pilot | 改革试点 : bool "是否属于改革试点?"
		  fact diligent | 勤勉尽责 (formerly conscientious) : bool "是否勤勉尽责?"
		  fact gain | 谋取私利 : bool "是否谋取私利?"
		  fact loss | 损失金额 : money "损失多少?"
		  fact prior : count "此前几次?"
		  fact reported | 报告日期 : date "何时报告?"
		  fact harm | 后果 : one of { none | 无, minor | 轻微, serious | 严重 } "后果如何?"
		  fact fields | 领域 : set of { reform | 改革, rescue | 抢险 } "什么领域?"
		}
		authority central "中央" level central
		authority central.city "示范市" under central level city
		authority central.city.ward "示范区" under central.city level county
	END
}

# verdict_list EFFECTIVE LOSS [PROPERTIES]: a version of central.city.sample that tolerates up to LOSS 万元.
verdict_list() {
	cat >list.tol <<-END
		tol 1
		use facts
		list central.city.sample "示范市容错纠错清单" {
		  issuer central.city
		  promulgated $1
		  effective $1
		  ${3-transition old}
		  tolerate pioneering "先行先试" {
		    article "第三条" provenance illustrative
		    when pilot and diligent and loss < $2 万元
		    effect may exempt
		    except late "迟报" when reported > accountability
		  }
		  tolerate rescue "抢险" { article "第四条" provenance reported when fields has rescue and harm in { none, minor } }
		  bar serious "后果严重" { article "第五条" provenance reported when harm = serious or prior >= 3 }
		}
	END
}

# effect_list EFFECT [CORRECTS [RULE]]: central.city.sample, which tolerates trials to that effect.
effect_list() {
	cat >list.tol <<-END
		tol 1
		use facts
		list central.city.sample "示范市容错纠错清单" {
		  issuer central.city
		  promulgated 2018-02-09
		  effective 2018-02-09
		  transition old
		  ${2:+corrects \"$2\"}
		  tolerate pioneering "先行先试" {
		    article "第三条" provenance illustrative when pilot
		    effect $1
		  }
		  bar gain "谋取私利" { article "第四条" provenance reported when gain }
		  ${3-}
		}
	END
}
