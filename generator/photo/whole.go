package photo

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
)

// A photo of which a transfer brought only the beginning opens all the same, grey from some
// line on: its size stands in its first bytes. Whether a file goes on up to its own end is told by
// its blocks; nothing is decoded.

// cutShort reports whether the end of a picture of that form is missing.
func cutShort(data []byte, form Form) bool {
	switch form {
	case JPEG:
		return !wholeJPEG(data)
	case PNG:
		return !wholePNG(data)
	case GIF:
		return !wholeGIF(data)
	case WebP:
		end := 8 + int64(binary.LittleEndian.Uint32(data[4:]))
		return end > int64(len(data)) || zeroTail(data[:end])
	}
	return false
}

// zeroTail reports whether data ends in what a disk had reserved for more.
func zeroTail(data []byte) bool {
	const much = 256
	return len(data) > 2*much && len(bytes.TrimRight(data[len(data)-much:], "\x00")) == 0
}

// wholeJPEG looks for the end of the image (ITU T.81, annex B). A preview inside of a segment has one
// too, so segments are passed over.
func wholeJPEG(data []byte) bool {
	i := 2 // after the mark of the beginning
	for {
		next := bytes.IndexByte(data[min(i, len(data)):], 0xff)
		if next < 0 || i+next+1 >= len(data) {
			return false
		}
		i += next + 1
		switch c := data[i]; {
		case c == 0xd9:
			return true
		case c == 0xff: // padding
		case c == 0, 0xd0 <= c && c <= 0xd8, c == 1: // in the pixels, or a mark alone
			i++
		case i+2 < len(data):
			i += 1 + int(binary.BigEndian.Uint16(data[i+1:]))
		default:
			return false
		}
	}
}

// wholePNG goes from chunk to chunk (W3C PNG, section 5) and holds each to its sum.
func wholePNG(data []byte) bool {
	const head, sum = 8, 4
	for i := int64(8); i+head+sum <= int64(len(data)); {
		end := i + head + int64(binary.BigEndian.Uint32(data[i:]))
		if end+sum > int64(len(data)) || crc32.ChecksumIEEE(data[i+4:end]) != binary.BigEndian.Uint32(data[end:]) {
			return false
		}
		if string(data[i+4:i+8]) == "IEND" {
			return true
		}
		i = end + sum
	}
	return false
}

// wholeGIF goes from block to block (GIF89a, section 12 and following) up to the trailer.
func wholeGIF(data []byte) bool {
	return gifBlocks(data, func() bool { return true })
}

// gifBlocks calls picture for each picture until it returns false. It reports whether it came to the trailer.
func gifBlocks(data []byte, picture func() bool) bool {
	if len(data) < 13 {
		return false
	}
	i := 13
	table := func(flags byte) { // of colours
		if flags&0x80 != 0 {
			i += 3 << (flags&7 + 1)
		}
	}
	table(data[10])
	for i < len(data) {
		switch data[i] {
		case 0x3b:
			return true
		case 0x21:
			i += 2
		case 0x2c:
			if i+9 >= len(data) || !picture() {
				return false
			}
			flags := data[i+9]
			i += 10
			table(flags)
			i++ // of the code
		default:
			return false
		}
		for i < len(data) && data[i] != 0 { // sub-blocks
			i += 1 + int(data[i])
		}
		i++
	}
	return false
}

// gifPictures counts the pictures of a whole GIF, up to two.
func gifPictures(data []byte) int {
	n := 0
	gifBlocks(data, func() bool { n++; return n < 2 })
	return n
}
