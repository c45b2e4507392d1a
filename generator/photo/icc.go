package photo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"
	"slices"
)

// A profile that gives the three primaries and their curves (ICC.1:2022, 8.3.3, matrix/TRC) is what phones and cameras write:
// Display P3, Adobe RGB, sRGB. Colours are made sRGB with it, since a picture without a profile is taken for that.
// Profiles of other sorts, of printing presses above all, are left out of account.

// mostProfile is how long a profile may be, in bytes; those that are meant here have some hundreds.
const mostProfile = 1 << 20

// profileOf returns the profile of a picture; nil when there is none.
func profileOf(data []byte, form Form) []byte {
	var out []byte
	switch form {
	case JPEG:
		jpegSegments(data, func(mark byte, body []byte) bool {
			if rest, ok := bytes.CutPrefix(body, []byte("ICC_PROFILE\x00")); mark == 0xe2 && ok && len(rest) > 2 && len(out) < mostProfile {
				out = append(out, rest[2:]...) // in their order, as all who write them do
			}
			return true
		})
	case PNG:
		pngChunks(data, func(name string, body []byte) bool {
			if name == "iCCP" {
				if _, packed, ok := bytes.Cut(body, []byte{0}); ok && len(packed) > 1 {
					if z, err := zlib.NewReader(bytes.NewReader(packed[1:])); err == nil {
						out, _ = io.ReadAll(io.LimitReader(z, mostProfile))
					}
				}
			}
			return name != "IDAT" && out == nil
		})
	case WebP:
		webpChunks(data, func(name string, body []byte) bool {
			if name == "ICCP" {
				out = body
			}
			return out == nil
		})
	}
	return out
}

// toSRGB makes colours sRGB: curves to light, a matrix in 16 binary digits behind the point, and the curve of sRGB.
type toSRGB struct {
	light  [3][256]int32 // 0 to lightOne
	matrix [3][3]int64
	coded  [lightOne + 1]uint8
}

const lightOne = 1 << 12

// fromXYZ makes sRGB's light of the profile's connection space, whose white is D50 (IEC 61966-2-1, adapted by Bradford).
var fromXYZ = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

// conversion returns what makes the colours of a profile sRGB; nil when they are, or it cannot be told.
func conversion(profile []byte) *toSRGB {
	if len(profile) < 132 || string(profile[16:20]) != "RGB " || string(profile[20:24]) != "XYZ " {
		return nil
	}
	c := &toSRGB{}
	var xyz [3][3]float64 // rows X, Y, Z; columns red, green, blue
	for i, name := range []string{"r", "g", "b"} {
		p, curve := tag(profile, name+"XYZ"), tag(profile, name+"TRC")
		if len(p) < 20 || string(p[:4]) != "XYZ " || !c.curve(i, curve) {
			return nil
		}
		for row := range xyz {
			xyz[row][i] = fixed(p[8+4*row:])
		}
	}
	same := true
	for i := range 3 {
		for j := range 3 {
			sum := 0.0
			for k := range 3 {
				sum += float64(fromXYZ[i][k] * xyz[k][j])
			}
			if math.Abs(sum) > 16 || math.IsNaN(sum) {
				return nil
			}
			c.matrix[i][j] = int64(math.Round(sum * 65536))
			ideal := 0.0
			if i == j {
				ideal = 1
			}
			same = same && math.Abs(sum-ideal) < 0.005
		}
	}
	for i := range c.coded {
		c.coded[i] = uint8(math.Round(255 * encoded(float64(i)/lightOne)))
	}
	for i := range 256 {
		for k := range 3 {
			same = same && math.Abs(float64(c.light[k][i])/lightOne-decoded(float64(i)/255)) < 0.004
		}
	}
	if same {
		return nil
	}
	return c
}

// tag returns a tag of a profile.
func tag(profile []byte, name string) []byte {
	n := int(binary.BigEndian.Uint32(profile[128:]))
	for i := range min(n, 200) {
		at := 132 + 12*i
		if at+12 > len(profile) {
			break
		}
		if string(profile[at:at+4]) == name {
			from, size := int64(binary.BigEndian.Uint32(profile[at+4:])), int64(binary.BigEndian.Uint32(profile[at+8:]))
			if from+size <= int64(len(profile)) {
				return profile[from : from+size]
			}
		}
	}
	return nil
}

// fixed reads an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// curve reads how strong the light of each value of a channel is.
func (c *toSRGB) curve(channel int, data []byte) bool {
	if len(data) < 12 {
		return false
	}
	var at func(x float64) float64
	switch string(data[:4]) {
	case "curv":
		n := int(binary.BigEndian.Uint32(data[8:]))
		switch {
		case n == 0:
			at = func(x float64) float64 { return x }
		case n < 0 || n > 4096 || 12+2*n > len(data):
			return false
		case n == 1:
			gamma := float64(binary.BigEndian.Uint16(data[12:])) / 256
			at = func(x float64) float64 { return math.Pow(x, gamma) }
		default:
			at = func(x float64) float64 {
				p := x * float64(n-1)
				i := min(int(p), n-2)
				a, b := float64(binary.BigEndian.Uint16(data[12+2*i:])), float64(binary.BigEndian.Uint16(data[14+2*i:]))
				return (a + float64((b-a)*(p-float64(i)))) / 65535
			}
		}
	case "para":
		kind := int(binary.BigEndian.Uint16(data[8:]))
		counts := []int{1, 3, 4, 5, 7}
		if kind >= len(counts) || len(data) < 12+4*counts[kind] {
			return false
		}
		p := [7]float64{0, 1} // g a b c d e f
		for i := range counts[kind] {
			p[i] = fixed(data[12+4*i:])
		}
		at = func(x float64) float64 { return parametric(kind, p, x) }
	default:
		return false
	}
	for i := range 256 {
		v := at(float64(i) / 255)
		if math.IsNaN(v) {
			return false
		}
		c.light[channel][i] = int32(math.Round(min(max(v, 0), 1) * lightOne))
	}
	return true
}

// parametric is a curve by ICC.1:2022, 10.18.
func parametric(kind int, p [7]float64, x float64) float64 {
	g, a, b, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	power := func() float64 { return math.Pow(max(float64(a*x)+b, 0), g) }
	above := kind == 0 || kind < 3 && a != 0 && x >= -b/a || kind >= 3 && x >= d
	switch {
	case kind == 2 && above:
		return power() + c
	case kind == 2:
		return c
	case kind == 4 && above:
		return power() + e
	case kind == 4:
		return float64(c*x) + f
	case above:
		return power()
	case kind == 3:
		return c * x
	}
	return 0
}

// encoded is the curve of sRGB, and decoded the way back.
func encoded(x float64) float64 {
	if x <= 0.0031308 {
		return 12.92 * x
	}
	return float64(1.055*math.Pow(x, 1/2.4)) - 0.055
}

func decoded(x float64) float64 {
	if x <= 0.04045 {
		return x / 12.92
	}
	return math.Pow((x+0.055)/1.055, 2.4)
}

// apply makes the colours of a picture sRGB. Those that shine through stay as they are where little of them is seen.
func (c *toSRGB) apply(img *image.RGBA) {
	for p := range slices.Chunk(img.Pix, 4) {
		a := int64(p[3])
		if a == 0 {
			continue
		}
		var light [3]int64
		for k := range light {
			light[k] = int64(c.light[k][min(int64(p[k])*255/a, 255)])
		}
		for k, m := range c.matrix {
			v := (m[0]*light[0] + m[1]*light[1] + m[2]*light[2] + 1<<15) >> 16
			p[k] = uint8(int64(c.coded[min(max(v, 0), lightOne)]) * a / 255)
		}
	}
}
