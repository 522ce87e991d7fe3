#!/usr/bin/env python3
"""PNG files of every kind (ISO/IEC 15948), with the pixels that a reader must find in them. It shares no code with the program.

Usage: pictures.py make             prints a list of {name, png, pixels}; png in Base64, pixels on white, each as a list of samples
       pictures.py read < ROWS      prints the pixels of each {colors, palette, bits, width, rows} that PNGImage gave, in the same form"""
import base64, json, random, struct, sys, zlib

DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
NAMES = {0: "grey", 2: "rgb", 3: "palette", 4: "grey-alpha", 6: "rgb-alpha"}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(name, body): return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def pack(samples, bits):
    text = "".join(format(s, f"0{bits}b") for s in samples)
    text += "0" * (-len(text) % 8)
    return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))


def unpack(row, bits, count):
    text = "".join(format(b, "08b") for b in row)
    return [int(text[i * bits:(i + 1) * bits], 2) for i in range(count)]


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def predict(kind, a, b, c): return (0, a, b, (a + b) // 2, paeth(a, b, c))[kind]


def filtered(rows, step):
    out, above = b"", None
    for number, row in enumerate(rows):
        above, kind = above or bytes(len(row)), number % 5
        out += bytes([kind]) + bytes(
            (row[i] - predict(kind, row[i - step] if i >= step else 0, above[i], above[i - step] if i >= step else 0)) % 256
            for i in range(len(row)))
        above = row
    return out


def picture(rng, kind, bits, interlaced, transparent, width, height):
    channels, top = CHANNELS[kind], (1 << bits) - 1
    palette = [tuple(rng.randrange(256) for _ in range(3)) for _ in range(min(top + 1, rng.randrange(1, 40)))] if kind == 3 else []
    limit = len(palette) - 1 if kind == 3 else top
    image = [[[rng.randint(0, limit) for _ in range(channels)] for _ in range(width)] for _ in range(height)]
    extra, key, opacities = b"", None, []
    if kind == 3:
        extra = chunk(b"PLTE", bytes(v for c in palette for v in c))
        if transparent:
            opacities = [rng.choice((0, 60, 255)) for _ in range(rng.randint(1, len(palette)))]
            extra += chunk(b"tRNS", bytes(opacities))
    elif transparent:
        key = image[height // 2][width // 2]
        extra = chunk(b"tRNS", b"".join(struct.pack(">H", v) for v in key))
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    data = b""
    for x, y, dx, dy in passes:
        rows = [pack([s for pixel in image[r][x::dx] for s in pixel], bits) for r in range(y, height, dy)]
        if x < width: data += filtered(rows, max(1, channels * bits // 8))
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, int(interlaced))
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")

    def on_white(values, opacity, top): return [round_half_up(v * opacity + top * (top - opacity), top) for v in values]

    def seen(pixel):
        if kind == 3:
            opacity = opacities[pixel[0]] if pixel[0] < len(opacities) else 255
            return on_white(palette[pixel[0]], opacity, 255)
        if kind in (4, 6): return on_white(pixel[:-1], pixel[-1], top)
        return [top] * channels if pixel == key else pixel
    name = f"{NAMES[kind]} {bits}" + (" interlaced" if interlaced else "") + (" transparent" if transparent else "")
    return {"name": f"{name} {width}x{height}", "png": base64.b64encode(png).decode(), "pixels": [seen(p) for row in image for p in row]}


def round_half_up(value, divisor): return (2 * value + divisor) // (2 * divisor)


def make():
    rng = random.Random(15948)
    return [picture(rng, kind, bits, interlaced, transparent, width, height)
            for kind in DEPTHS for bits in DEPTHS[kind] for interlaced in (False, True)
            for transparent in ((False, True) if kind < 4 else (False,)) for width, height in ((1, 1), (3, 2), (21, 13))]


def read(picture):
    """The pixels of a picture as a PDF reader finds them: FlateDecode with PNG predictors (PDF 32000-1 §7.4.4.4)."""
    bits, width = picture["bits"], picture["width"]
    channels = 3 if picture["colors"] == "rgb" else 1
    data, length, step = zlib.decompress(base64.b64decode(picture["rows"])), (width * channels * bits + 7) // 8, max(1, channels * bits // 8)
    pixels, above = [], bytes(length)
    for start in range(0, len(data), length + 1):
        kind, row = data[start], bytearray(data[start + 1:start + 1 + length])
        for i in range(length):
            row[i] = (row[i] + predict(kind, row[i - step] if i >= step else 0, above[i], above[i - step] if i >= step else 0)) % 256
        above, samples = bytes(row), unpack(row, bits, width * channels)
        pixels += [samples[i:i + channels] for i in range(0, len(samples), channels)]
    if picture["colors"] == "palette":
        colors = picture["palette"]
        pixels = [colors[p[0] * 3:p[0] * 3 + 3] for p in pixels]
    return pixels


print(json.dumps(make() if sys.argv[1] == "make" else [read(p) for p in json.load(sys.stdin)]))
