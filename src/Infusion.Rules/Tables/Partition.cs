using System.Text.Json.Serialization;

namespace Infusion.Rules.Tables;

/// <summary>The finite set of cells that the constants of a table cut its input space into.</summary>
/// <remarks>Every case falls into exactly one cell, and all cases of a cell get the same answer, so evaluating every cell is a proof.
/// Unknown is one more cell of every fact. Immutable and thread-safe; <c>default</c> has no table and must not be used.</remarks>
[JsonConverter(typeof(NoJsonConverter<Partition>))]
public readonly record struct Partition
{
    private readonly DecisionTable? _table;

    internal Partition(DecisionTable table) => _table = table;

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _table is null;

    private DecisionTable Table => _table ?? throw new InvalidOperationException("The default partition has no table.");

    /// <summary>How many cells there are, unknown included; saturated at <see cref="long.MaxValue"/>.</summary>
    /// <exception cref="InvalidOperationException">This is the default, which has no table.</exception>
    public long CellCount
    {
        get
        {
            decimal count = 1;
            for (int fact = 0; fact < Table.Facts.Length && count <= long.MaxValue; fact++)
            {
                count *= Table.CutsOf(fact).Length + 2;
            }

            return count > long.MaxValue ? long.MaxValue : (long)count;
        }
    }

    /// <summary>How many known cells a fact has.</summary>
    /// <param name="fact">The fact's place in the table.</param>
    /// <returns>The count, at least 1.</returns>
    /// <exception cref="InvalidOperationException">This is the default, which has no table.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such place.</exception>
    public int CellsOf(int fact) => Table.CutsOf(fact).Length + 1;

    /// <summary>The range of codes of a cell, both bounds inclusive.</summary>
    /// <param name="fact">The fact's place in the table.</param>
    /// <param name="cell">The cell, 0 for the lowest.</param>
    /// <returns>The lowest and the highest code.</returns>
    /// <exception cref="InvalidOperationException">This is the default, which has no table.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such fact.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fact has no such cell.</exception>
    public (long Low, long High) Bounds(int fact, int cell)
    {
        ReadOnlySpan<long> cuts = Table.CutsOf(fact);
        if (cell < 0 || cell > cuts.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(cell), "The fact has no such cell.");
        }

        return (cell == 0 ? Table.Facts[fact].Minimum : cuts[cell - 1], cell == cuts.Length ? Table.Facts[fact].Maximum : cuts[cell] - 1);
    }

    /// <summary>A value that stands for a cell: its lowest code.</summary>
    /// <param name="fact">The fact's place in the table.</param>
    /// <param name="cell">The cell, 0 for the lowest; -1 for unknown.</param>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">This is the default, which has no table.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such fact.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fact has no such cell.</exception>
    public FactValue Representative(int fact, int cell) => cell < 0 ? FactValue.Unknown : FactValue.Exactly(Bounds(fact, cell).Low);

    /// <summary>Visits every cell once, as a row of representatives that is reused between calls.</summary>
    /// <param name="withUnknown">Whether unknown is visited as a cell of every fact.</param>
    /// <returns>The rows; copy one to keep it.</returns>
    /// <exception cref="InvalidOperationException">This is the default, which has no table.</exception>
    public IEnumerable<FactValue[]> Rows(bool withUnknown)
    {
        int first = withUnknown ? -1 : 0;
        int[] cells = new int[Table.Facts.Length];
        var row = new FactValue[cells.Length];
        for (int fact = 0; fact < cells.Length; fact++)
        {
            cells[fact] = first;
            row[fact] = Representative(fact, first);
        }

        while (true)
        {
            yield return row;
            int place = 0;
            while (place < cells.Length && cells[place] == CellsOf(place) - 1)
            {
                cells[place] = first;
                row[place] = Representative(place, first);
                place++;
            }

            if (place == cells.Length)
            {
                yield break;
            }

            cells[place]++;
            row[place] = Representative(place, cells[place]);
        }
    }

    /// <summary>Writes the size.</summary>
    /// <returns>"24 cells".</returns>
    public override string ToString() => IsDefault ? "no cells" : FormattableString.Invariant($"{CellCount} cells");
}
