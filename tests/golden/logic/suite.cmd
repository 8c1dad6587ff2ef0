check -q --now 2026-01-01 --lang en
check -q --now 2026-01-01 --lang zh
