namespace HybridNet.Charts.Text;

/// <summary>A picture of dots in letters: each Braille letter (U+2800 to U+28FF) holds two by four of them.</summary>
/// <param name="columns">Letters side by side.</param>
/// <param name="rows">Letters above each other.</param>
internal sealed class BrailleCanvas(int columns, int rows)
{
    private const char Empty = '\u2800';

    /// <summary>Bits of the dots of a letter, by row and column (Unicode 15, chapter 21).</summary>
    private static readonly byte[,] s_bits =
    {
        { 0x01, 0x08 },
        { 0x02, 0x10 },
        { 0x04, 0x20 },
        { 0x40, 0x80 },
    };

    private readonly byte[,] _letters = new byte[rows, columns];
    private readonly int[,] _owner = new int[rows, columns];

    /// <summary>Dots side by side.</summary>
    public int Width => 2 * columns;

    /// <summary>Dots above each other.</summary>
    public int Height => 4 * rows;

    /// <summary>Sets a dot; what lies outside is left out.</summary>
    /// <param name="x">Column of dots, from the left.</param>
    /// <param name="y">Row of dots, from the top.</param>
    /// <param name="series">Number of the series that the letter belongs to from now on.</param>
    public void Dot(int x, int y, int series)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height)
            return;
        _letters[y >> 2, x >> 1] |= s_bits[y & 3, x & 1];
        _owner[y >> 2, x >> 1] = series;
    }

    /// <summary>Draws a straight line of dots (J. E. Bresenham, IBM Systems Journal 4, 1965).</summary>
    /// <param name="x0">Column of its first dot.</param>
    /// <param name="y0">Row of its first dot.</param>
    /// <param name="x1">Column of its last dot.</param>
    /// <param name="y1">Row of its last dot.</param>
    /// <param name="series">Number of the series.</param>
    public void Line(int x0, int y0, int x1, int y1, int series)
    {
        int dx = Math.Abs(x1 - x0),
            dy = -Math.Abs(y1 - y0),
            stepX = x0 < x1 ? 1 : -1,
            stepY = y0 < y1 ? 1 : -1,
            error = dx + dy;
        while (true)
        {
            Dot(x0, y0, series);
            if (x0 == x1 && y0 == y1)
                return;
            int twice = 2 * error;
            if (twice >= dy)
            {
                error += dy;
                x0 += stepX;
            }
            if (twice <= dx)
            {
                error += dx;
                y0 += stepY;
            }
        }
    }

    /// <summary>One row of letters; the colour of each series is put around its letters.</summary>
    /// <param name="row">Row of letters, from the top.</param>
    /// <param name="colour">Puts a series' colour around text.</param>
    public string Row(int row, Func<int, string, string> colour)
    {
        var text = new System.Text.StringBuilder();
        for (int column = 0; column < columns; )
        {
            int end = column + 1,
                owner = _owner[row, column];
            while (end < columns && _owner[row, end] == owner)
                end++;
            string letters = string.Concat(Enumerable.Range(column, end - column).Select(i => (char)(Empty + _letters[row, i])));
            text.Append(letters.AsSpan().ContainsAnyExcept(Empty) ? colour(owner, letters) : letters);
            column = end;
        }
        return text.ToString();
    }
}
