"""Writes the image files of this folder with Pillow, OpenCV, ImageMagick and libtiff's tools, and manifest.csv beside them.

Run once with: python3 make.py   (Pillow, numpy, opencv-python). The tests read the files; they do not need Python.
Every mask file holds the same foreground: pixel (x, y) is set when (3 x + 5 y) % 7 < 2 or it lies in a small square.
"""
import csv
import numpy as np
import cv2
from PIL import Image

W, H = 77, 53
y, x = np.mgrid[0:H, 0:W]
mask = ((3 * x + 5 * y) % 7 < 2) | ((x > 30) & (x < 50) & (y > 10) & (y < 25))
grey = (mask * 255).astype(np.uint8)
rows = []


def note(name, levels):
    rows.append([name, W, H, int(mask.sum()), levels])


def pillow(name, image, levels=2, **options):
    image.save(name, **options)
    note(name, levels)


pillow("grey8.png", Image.fromarray(grey))
pillow("grey8-one.png", Image.fromarray(mask.astype(np.uint8)))
pillow("grey8-three-levels.png", Image.fromarray((mask * (100 + (x % 2) * 100)).astype(np.uint8)), 3)
pillow("grey1.png", Image.fromarray(grey).convert("1"))
pillow("palette8.png", Image.fromarray(mask.astype(np.uint8)).convert("L").point(lambda v: v, "L").convert("P"))
index = Image.fromarray(mask.astype(np.uint8), "P")
index.putpalette([0, 0, 0, 255, 80, 0])
for bits in (1, 2, 4):
    pillow(f"palette{bits}.png", index, bits=bits)
pillow("rgb8.png", Image.fromarray(np.dstack([grey * 0, grey * 0, grey])))
pillow("rgba8.png", Image.fromarray(np.dstack([grey, grey, grey, np.full_like(grey, 255)])))
pillow("greyalpha8.png", Image.fromarray(np.dstack([grey, np.full_like(grey, 255)]), "LA"))
one16 = mask.astype(np.uint16)
cv2.imwrite("grey16-one.png", one16)
note("grey16-one.png", 2)
cv2.imwrite("rgb16.png", np.dstack([one16 * 0, one16 * 300, one16 * 0]))
note("rgb16.png", 2)
for bits in (2, 4):
    # Pillow writes 2- and 4-bit grey only for the modes L;2 and L;4 of its raw encoder; pack by hand into IDAT.
    import struct, zlib
    value = (mask * ((1 << bits) - 1)).astype(np.uint8)
    per = 8 // bits
    raw = b""
    for line in value:
        padded = np.append(line, np.zeros(-len(line) % per, np.uint8)).reshape(-1, per)
        packed = np.zeros(len(padded), np.uint8)
        for k in range(per):
            packed |= padded[:, k] << (8 - bits * (k + 1))
        raw += b"\0" + packed.tobytes()
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with open(f"grey{bits}.png", "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, bits, 0, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(raw)[:40]) + chunk(b"IDAT", zlib.compress(raw)[40:]) + chunk(b"IEND", b""))
    note(f"grey{bits}.png", 2)
import subprocess
for kind in range(5):
    # One filter for every row, written out from the formulas of the PNG specification, section 9.2.
    step, lines = 3, np.dstack([grey, grey // 2, grey * 0]).reshape(H, -1).astype(int)
    above, raw = np.zeros(W * step, int), b""
    for line in lines:
        left = np.concatenate([np.zeros(step, int), line[:-step]])
        corner = np.concatenate([np.zeros(step, int), above[:-step]])
        estimate = left + above - corner
        far = np.stack([abs(estimate - left), abs(estimate - above), abs(estimate - corner)])
        paeth = np.choose(far.argmin(axis=0), [left, above, corner])
        predicted = [0, left, above, (left + above) // 2, paeth][kind]
        raw += bytes([kind]) + ((line - predicted) % 256).astype(np.uint8).tobytes()
        above = line
    with open(f"filter{kind}.png", "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", W, H, 8, 2, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))
    note(f"filter{kind}.png", 2)
for name in ("grey8", "rgb8", "palette4", "grey1", "grey16-one"):
    subprocess.run(["convert", f"{name}.png", "-define", f"png:preserve-colormap=true", "-interlace", "PNG", f"interlaced-{name}.png"], check=True)
    note(f"interlaced-{name}.png", 2)
for name, compression in (("none", None), ("lzw", "tiff_lzw"), ("deflate", "tiff_adobe_deflate"), ("packbits", "packbits")):
    pillow(f"{name}8.tif", Image.fromarray(grey), compression=compression)
    pillow(f"{name}1.tif", Image.fromarray(grey).convert("1"), compression=compression)
    Image.fromarray(one16).save(f"{name}16.tif", compression=compression)
    note(f"{name}16.tif", 2)
subprocess.run(["tiffcp", "-t", "-w", "16", "-l", "16", "-c", "lzw", "none8.tif", "tiled8.tif"], check=True)
note("tiled8.tif", 2)
subprocess.run(["tiffcp", "-r", "7", "-c", "zip", "none8.tif", "strips8.tif"], check=True)
note("strips8.tif", 2)
pillow("mask.gif", Image.fromarray(grey))
# A drawing program's palette without black, as in the second observer's masks of DRIVE; the darker colour is the ground.
for name, colours in (("dark-ground", [4, 2, 4, 252, 254, 252]), ("dark-ground-last", [252, 254, 252, 4, 2, 4])):
    plain = Image.fromarray((mask ^ (colours[0] > 128)).astype(np.uint8), "P")
    plain.putpalette(colours)
    pillow(f"{name}.gif", plain, optimize=False)
    pillow(f"{name}.png", plain, bits=1)
    pillow(f"{name}.tif", plain)
    pillow(f"{name}.bmp", plain)
pillow("mask.bmp", Image.fromarray(grey))
pillow("mask1.bmp", Image.fromarray(grey).convert("1"))
for kind in ("bool", "u1", "u2", "f2", "f4", "f8", ">u2", ">f4"):
    name = "npy-" + kind.replace(">", "big-") + ".npy"
    np.save(name, mask.astype(kind))
    note(name, 2)
np.save("npy-fortran.npy", np.asfortranarray(mask.astype(np.uint8)))
note("npy-fortran.npy", 2)
np.savez("masks.npz", other=np.zeros((3, 3), np.uint8), mask=mask.astype(np.uint8))
np.savez_compressed("packed.npz", mask=mask.astype(np.float32))
note("masks.npz#mask", 2)
note("packed.npz", 2)
# Probability maps, 13 x 7, in steps of a sixteenth: exact in every type. Levels for the integers.
sixteenths = np.add.outer(5 * np.arange(7), 3 * np.arange(13)) % 17
for kind in ("u1", "<u2", ">u2", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"):
    name = kind.replace("<", "").replace(">", "big-")
    np.save(f"scores-{name}.npy", sixteenths.astype(kind) if "u" in kind else (sixteenths / 16).astype(kind))
np.save("scores-fortran-f4.npy", np.asfortranarray((sixteenths / 16).astype("f4")))
np.savez_compressed("scores.npz", map=(sixteenths / 16).astype("f4"))
# JPEGs of 45 x 37 pixels, and what Pillow (libjpeg-turbo) decodes of them: soft blots, hard edges, a grain.
v, u = np.mgrid[0:37, 0:45]
light = np.clip(128 + 90 * np.sin(u / 5.0) * np.cos(v / 4.0) + 9 * ((7 * u + 3 * v) % 5), 0, 255)
light[8:20, 10:31] = np.where((u[8:20, 10:31] // 4 + v[8:20, 10:31] // 3) % 2, 255, 0)
colors = np.dstack([light, light[::-1, :], np.roll(light, 9, 1)]).astype(np.uint8)


def jpeg(name, image, **options):
    if "interval" in options:
        cv2.imwrite(name, image[..., ::-1] if image.ndim == 3 else image, [cv2.IMWRITE_JPEG_RST_INTERVAL, options["interval"]])
    else:
        Image.fromarray(image).save(name, **options)
    np.asarray(Image.open(name)).tofile(name.replace(".jpg", ".raw"))


jpeg("jpeg-grey.jpg", colors[..., 0], quality=90)
jpeg("jpeg-grey-coarse.jpg", colors[..., 0], quality=20, optimize=True)
jpeg("jpeg-grey-fine.jpg", colors[..., 0], quality=100)
jpeg("jpeg-grey-restarts.jpg", colors[..., 0], interval=4)
jpeg("jpeg-grey-progressive.jpg", colors[..., 0], quality=90, progressive=True)
jpeg("jpeg-444.jpg", colors, quality=90, subsampling=0)
jpeg("jpeg-422.jpg", colors, quality=90, subsampling=1)
jpeg("jpeg-420.jpg", colors, quality=90, subsampling=2)
jpeg("jpeg-420-restarts.jpg", colors, interval=2)
with open("manifest.csv", "w", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    out.writerow(["file", "width", "height", "foreground", "levels"])
    out.writerows(rows)
