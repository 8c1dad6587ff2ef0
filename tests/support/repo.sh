# shellcheck shell=sh
# Repositories whose ids are the same on every machine: fixed author, times and zones. Read by the
# shell that runs a .test file.

GIT_AUTHOR_NAME='Test Author' GIT_AUTHOR_EMAIL='author@example.org'
GIT_COMMITTER_NAME='Test Committer' GIT_COMMITTER_EMAIL='committer@example.org'
export GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL

# repo_init [FOLDER]: an empty repository with the branch main, in this folder or in a new one
# which it goes into.
repo_init() {
	[ $# -eq 0 ] || { mkdir -p "$1" && cd "$1" || return; }
	git init -q -b main .
}

# A day alone means noon in the record's zone.
full_time() {
	case $1 in
	????-??-??) echo "$1T12:00:00+08:00" ;;
	*) echo "$1" ;;
	esac
}

# at TIME COMMAND…: runs git, or anything, as if it were TIME for author and committer.
at() {
	when=$(full_time "$1")
	shift
	GIT_AUTHOR_DATE=$when GIT_COMMITTER_DATE=$when "$@"
}

# commit_at TIME MESSAGE [OPTION…]: records the folder as it stands.
commit_at() {
	commit_time=$1 commit_message=$2
	shift 2
	git add -A && at "$commit_time" git commit -q --allow-empty -m "$commit_message" "$@"
}

# authored_at AUTHOR_TIME COMMITTER_TIME MESSAGE: the two times of one commit differ.
authored_at() {
	git add -A && GIT_AUTHOR_DATE=$(full_time "$1") GIT_COMMITTER_DATE=$(full_time "$2") \
		git commit -q --allow-empty -m "$3"
}

# merge_at TIME BRANCH MESSAGE: never a fast-forward.
merge_at() {
	at "$1" git merge -q --no-ff -m "$3" "$2"
}

# tag_at TIME NAME MESSAGE: an annotated tag.
tag_at() {
	at "$1" git tag -a -m "$3" "$2"
}
