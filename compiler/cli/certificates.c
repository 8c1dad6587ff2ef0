/*
 * The program trusts no certificates. libgit2, where it is built with Mbed TLS as in Debian, reads
 * all that the system trusts as it starts, a third of the time of a short run, and tolc opens no
 * connection. The program's own symbols come first (ld.so(8)), so libgit2 calls what stands here
 * and goes on without: a connection, were there one, would be refused. Programs that use the
 * library are not concerned.
 */

int mbedtls_x509_crt_parse_file(void *chain, const char *path);

/* As Mbed TLS declares it: below 0 is that the file was not read. */
__attribute__((used, visibility("default"))) int mbedtls_x509_crt_parse_file(void *chain,
									     const char *path)
{
	(void)chain;
	(void)path;
	return -1;
}
