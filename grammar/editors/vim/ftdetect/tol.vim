autocmd BufNewFile,BufRead *.tol setfiletype tol
