# complete.bash SCRIPT WORD...: prints what bash would complete the last word to, one a line.
source "$1"
shift
COMP_WORDS=(evenkeel "$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_complete_evenkeel evenkeel "${COMP_WORDS[COMP_CWORD]}" 2> /dev/null
printf '%s\n' "${COMPREPLY[@]}"
