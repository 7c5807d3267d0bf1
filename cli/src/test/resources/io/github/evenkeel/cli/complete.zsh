# complete.zsh SCRIPT LINE: types the line, tabs included, into an interactive zsh on a terminal, and prints the
# arguments with which evenkeel is then called.
zmodload zsh/zpty
begin=$(mktemp)
print -r -- "source '$1'
evenkeel() { print -r -- \"called with: \$*.\" }
print READY" > $begin
zpty shell zsh -f -i
heard() {
  local part all=""
  local -i end=$((SECONDS + 30))
  while ((SECONDS < end)); do
    if zpty -r -t shell part 2> /dev/null; then
      all+=$part
      [[ $all == *${~1}* ]] && { said=$all; return 0; }
    else
      sleep 0.05
    fi
  done
  print -r -- "never heard '$1' in: $all"
  exit 1
}
zpty -w shell ". $begin"
heard "READY"
zpty -w -n shell "$2"
# The keys are taken one after the other: the completion ends before the line does.
zpty -w -n shell $'\r'
heard "called with: *."
print -r -- ${${said#*called with: }%%.*}
rm -f $begin
