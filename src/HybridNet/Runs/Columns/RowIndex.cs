using System.Numerics;

namespace HybridNet.Runs.Columns;

/// <summary>
/// Finds the row of an image and class: an open table of row numbers (D. E. Knuth, The Art of Computer Programming 3, 6.4,
/// algorithm L), which takes eight to sixteen bytes a row where a dictionary of texts takes a hundred.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="expected">Rows that there will be, where that is known.</param>
internal sealed class RowIndex(ScoreRows rows, int expected = 0)
{
    /// <summary>Row number and one; 0 for an empty place.</summary>
    private int[] _places = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(32, 2 * expected + 1))];
    private int _count;

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its number.</param>
    /// <returns>The row of the same image and class that is there already, and stays; -1 when there was none.</returns>
    public int Add(int row)
    {
        if (2 * _count >= _places.Length)
            Grow();
        int place = Place(_places, rows, row);
        if (_places[place] > 0)
            return _places[place] - 1;
        _places[place] = row + 1;
        _count++;
        return -1;
    }

    /// <summary>The row of the same image and class as a row of other rows; -1 when there is none.</summary>
    public int Find(ScoreRows others, int row) => _places[Place(_places, others, row)] - 1;

    private int Place(int[] places, ScoreRows others, int row)
    {
        int place = others.KeyHash(row) & (places.Length - 1);
        while (places[place] > 0 && !rows.SameKey(places[place] - 1, others, row))
            place = (place + 1) & (places.Length - 1);
        return place;
    }

    private void Grow()
    {
        var places = new int[2 * _places.Length];
        foreach (int known in _places)
            if (known > 0)
            {
                // All are different: the first empty place is the one.
                int place = rows.KeyHash(known - 1) & (places.Length - 1);
                while (places[place] > 0)
                    place = (place + 1) & (places.Length - 1);
                places[place] = known;
            }
        _places = places;
    }
}
