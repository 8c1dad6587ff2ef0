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
