fmt -q
fmt -q --keywords zh
fmt -q --keywords en
