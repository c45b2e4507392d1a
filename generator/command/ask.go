package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"kepu/generator/console"
	"kepu/generator/diag"
)

// asker asks a person at a terminal what the command line did not say. Whoever runs the program
// from a script is never asked: what is missing is an error there.
type asker struct {
	in  *bufio.Reader
	say *console.Console
}

// ask returns one who asks; nil where nobody would answer.
func (o options) ask(say *console.Console) *asker {
	in := o.input
	if in == nil {
		if !console.IsTerminal(os.Stdin) || !console.IsTerminal(os.Stdout) {
			return nil
		}
		in = os.Stdin
	}
	return &asker{bufio.NewReader(in), say}
}

// errNoAnswer says that the person went away (Ctrl-D, Ctrl-Z) instead of answering.
var errNoAnswer = errors.New("no answer")

// line asks a question; an empty answer is the usual one.
func (a *asker) line(question diag.Text, usual string) (string, error) {
	if usual != "" {
		question = diag.T("%s [%s]：", "%s [%s]: ").With(question, usual)
	} else {
		question = diag.T("%s：", "%s: ").With(question)
	}
	fmt.Fprint(a.say.Out, question.In(a.say.Lang))
	answer, err := a.in.ReadString('\n')
	if err != nil && (err != io.EOF || answer == "") {
		fmt.Fprintln(a.say.Out)
		return "", errNoAnswer
	}
	if answer = strings.TrimSpace(strings.TrimPrefix(answer, "\ufeff")); answer == "" {
		answer = usual
	}
	return answer, nil
}
