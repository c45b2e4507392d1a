package catalog

import "kepu/generator/fold"

// baseSpelled finds a base by a name that differs from its own in the spelling alone; nil
// when there is none, or more than one.
func (l *linker) baseSpelled(name string) *Base {
	if l.spelled == nil {
		l.spelled = map[string]*Base{}
		for name, b := range l.baseNames.known {
			plain := fold.Name(name)
			if other, twice := l.spelled[plain]; twice && other != b {
				b = nil
			}
			l.spelled[plain] = b
		}
	}
	return l.spelled[fold.Name(name)]
}
