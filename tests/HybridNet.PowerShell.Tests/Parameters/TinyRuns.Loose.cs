namespace HybridNet.PowerShell.Tests.Parameters;

/// <summary>
/// The images of tinyEX as loose files, in forms that mean the same once the right parameter says how to read them:
/// v/FORM/gt, pred, map, region, image. v/both has two classes, EX and HE, with reference and prediction changing sides. What a
/// form does not change is in v/plain alone.
/// </summary>
internal static partial class TinyRuns
{
    /// <summary>Which pixels count of an image: other ones in each, so that a region of another image is noticed.</summary>
    private static bool Counts(int image, int row, int column) =>
        image switch
        {
            0 => row > 0,
            1 => row < 5,
            2 => column < 7,
            3 => row < 4,
            _ => true,
        };

    private static void WriteLoose(string root)
    {
        for (int i = 0; i < s_images.Length; i++)
        {
            Image image = s_images[i];
            string id = image.Id,
                next = s_images[(i + 1) % s_images.Length].Id,
                previous = s_images[(i + 4) % s_images.Length].Id,
                half = i % 2 == 0 ? "a" : "b";
            int at = i;
            Func<int, int, bool> marked = (row, column) => image.Reference.Contains((row, column)),
                predicted = (row, column) =>
                    image.Map.Any(pixel => pixel.Row == row && pixel.Column == column && pixel.P >= 0.7f),
                counts = (row, column) => Counts(at, row, column);
            (int Row, int Column, float P)[] other = [.. image.Reference.Select(pixel => (pixel.Row, pixel.Column, 1f))];

            File("plain", "gt", id, marked);
            foreach (string form in new[] { "plain", "copy" })
            {
                File(form, "pred", id, predicted);
                Map(form, id, image.Map);
            }
            File("plain", "region", id, (_, column) => column < 7);
            Png(Path.Combine(root, "plain", "image", id + ".png"), (row, column) => (byte)(20 * row + 10 * column));
            Png(Path.Combine(root, "copy", "image", id + ".png"), (row, column) => (byte)(20 * row + 10 * column));
            File("other", "image", id, (_, _) => true);
            // A square of 3 x 3, and the same with a hole.
            File("square", "gt", id, (row, column) => row is > 1 and < 5 && column is > 1 and < 5);
            File("square", "pred", id, (row, column) => row is > 1 and < 5 && column is > 1 and < 5);
            File("ring", "pred", id, (row, column) => row is > 1 and < 5 && column is > 1 and < 5 && (row, column) != (3, 3));
            File("other", "pred", id, marked);
            File(
                "half",
                "pred",
                id,
                (row, column) => image.Map.Any(pixel => (pixel.Row, pixel.Column) == (row, column) && pixel.P >= 0.5f)
            );
            Map("other", id, other);
            // 1 is what counts, 2 is another class.
            Levels(
                "levels",
                "gt",
                id,
                (row, column) =>
                    marked(row, column) ? 1
                    : row == 0 && column is 3 or 4 ? 2
                    : 0
            );
            Levels(
                "levels",
                "pred",
                id,
                (row, column) =>
                    predicted(row, column) ? 1
                    : row == 5 && column == 5 ? 2
                    : 0
            );
            File("inverted", "gt", id, (row, column) => !marked(row, column));
            File("inverted", "pred", id, (row, column) => !predicted(row, column));
            // Column 7 does not count.
            Levels(
                "ignored",
                "gt",
                id,
                (row, column) =>
                    column == 7 ? 9
                    : marked(row, column) ? 255
                    : 0
            );
            // Names with two ids in them: that of the image stands before a hyphen, or last.
            File("first", "gt", $"{id}-{next}", marked);
            File("first", "pred", $"{previous}+{id}-x", predicted);
            Map("first", $"{previous}+{id}-x", image.Map);
            File("last", "gt", $"{next}-{id}", marked);
            File("last", "pred", $"{next}-{id}", predicted);
            Map("last", $"{next}-{id}", image.Map);
            File("last", "region", $"{next}-{id}", counts);
            Png(Path.Combine(root, "last", "image", $"{next}-{id}.png"), (row, column) => (byte)(20 * row + 10 * column));
            File("deep", $"gt/{half}", id, marked);
            File("deep", $"pred/{half}", id, predicted);
            Map("deep", id, image.Map, half);
            // The first reference belongs to the last prediction.
            File("table", "gt", $"f{i}", marked);
            File("table", "pred", $"f{4 - i}", predicted);
            Map("table", $"f{4 - i}", image.Map);
            Map("percent", id, [.. image.Map.Select(pixel => (pixel.Row, pixel.Column, 100 * pixel.P))]);
            if (image.Reference.Length > 0)
                File("missing", "gt", id, marked);
            File("regional", "region", id, counts);
            if (i != 4)
                File("missing", "region", id, counts);
            File("cut", "gt", id, (row, column) => marked(row, column) && counts(row, column));
            File("cut", "pred", id, (row, column) => predicted(row, column) && counts(row, column));
            Map("cut", id, [.. image.Map.Where(pixel => counts(pixel.Row, pixel.Column))]);
            // Two parts whose union is the reference.
            File("left", "gt", id, (row, column) => at != 1 && marked(row, column) && column != 5);
            File("right", "gt", id, (row, column) => marked(row, column) && (at == 1 || column == 5));
            File("classes", "pred", id + "_EX", predicted);
            File("classes", "pred", id + "_HE", marked);
            Map("classes", id + "_EX", image.Map);
            Map("classes", id + "_HE", other);
            Levels(
                "both",
                "gt",
                id + "_EX",
                (row, column) =>
                    marked(row, column) ? 1
                    : row == 0 && column is 3 or 4 ? 2
                    : 0
            );
            Levels("both", "gt", id + "_HE", (row, column) => predicted(row, column) ? 1 : 0);
            Levels(
                "both",
                "pred",
                id + "_EX",
                (row, column) =>
                    predicted(row, column) ? 1
                    : row == 5 && column == 5 ? 2
                    : 0
            );
            Levels("both", "pred", id + "_HE", (row, column) => marked(row, column) ? 1 : 0);
            Map("both", id + "_EX", [.. image.Map.Select(pixel => (pixel.Row, pixel.Column, 100 * pixel.P))]);
            Map("both", id + "_HE", []);
            if (i != 1)
            {
                File("shard", "pred", id, predicted);
                Map("shard", id, image.Map);
            }
        }
        foreach (string kind in new[] { "pred", "map", "both" })
            Text(
                root,
                $"table/{kind}.csv",
                "ImageId,Prediction,Probability,GroundTruth\n"
                    + string.Concat(
                        s_images.Select(
                            (image, i) =>
                                $"{image.Id},{(kind == "map" ? "" : $"pred/f{4 - i}.png")},"
                                + $"{(kind == "pred" ? "" : $"map/f{4 - i}.npy")},gt/f{i}.png\n"
                        )
                    )
            );
        Text(root, "deep.json", """{ "name": "deep", "about": "Sub-folders.", "recurse": true }""");

        void File(string form, string side, string name, Func<int, int, bool> isSet) =>
            Mask(Path.Combine(root, form, side, name + ".png"), isSet);

        void Levels(string form, string side, string name, Func<int, int, int> level) =>
            Png(Path.Combine(root, form, side, name + ".png"), (row, column) => (byte)level(row, column));

        void Map(string form, string name, (int Row, int Column, float P)[] map, string sub = "") =>
            Npy(Path.Combine(root, form, "map", sub, name + ".npy"), map);
    }
}
