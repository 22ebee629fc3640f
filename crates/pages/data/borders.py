"""Writes borders.txt: coasts and borders as lines, from Natural Earth's countries at 1:50 million.

    python borders.py countries-50m.json > borders.txt

Natural Earth (naturalearthdata.com) is in the public domain; the file is the TopoJSON that the npm package world-atlas 2.0.2 makes of it. One line
for each arc: positions in twentieths of a degree, longitude and latitude in turn, the first as it is, each other as the step from the one before.
"""

import json
import sys

STEPS = 20


def main() -> None:
    topology = json.load(open(sys.argv[1]))
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            point = (round((x * scale_x + move_x) * STEPS), round((y * scale_y + move_y) * STEPS))
            if not points or points[-1] != point:
                points.append(point)
        if len(points) > 1:
            numbers = list(points[0])
            for (before_x, before_y), (here_x, here_y) in zip(points, points[1:]):
                numbers += [here_x - before_x, here_y - before_y]
            print(*numbers)


main()
