# The word list as C: one string a line.
{ printf "\t\"%s\",\n", $1 }
