using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>What somebody else says in every complete cell of a table, and so
/// what may come of a partial one. No condition is read here.</summary>
internal sealed class CompletedCells
{
    private readonly DecisionTable _table;
    private readonly ulong?[] _outcomes;
    private readonly int[] _strides;

    /// <param name="table">The table.</param>
    /// <param name="oracle">The outcome bits of one complete row of codes; null when the row cannot be.</param>
    public CompletedCells(DecisionTable table, Func<long[], ulong?> oracle)
    {
        _table = table;
        _strides = new int[table.Facts.Length];
        int size = 1;
        for (int fact = 0; fact < _strides.Length; fact++)
        {
            _strides[fact] = size;
            size *= table.Partition.CellsOf(fact);
        }

        _outcomes = new ulong?[size];
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
        {
            _outcomes[
                row.Select((value, fact) => _strides[fact] * CellOf(fact, value)).Sum()] = oracle([.. row.Select(value => value.Low)]);
        }
    }

    /// <summary>The outcomes that some completion of a row has, and those that all have.</summary>
    public (bool IsFeasible, ulong Possible, ulong Certain) Of(FactValue[] row)
    {
        (bool IsFeasible, ulong Possible, ulong Certain) found = (false, 0, ulong.MaxValue);
        Visit(row, 0, 0, ref found);
        return found;
    }

    private void Visit(FactValue[] row, int fact, int place, ref (bool IsFeasible, ulong Possible, ulong Certain) found)
    {
        if (fact == row.Length)
        {
            if (_outcomes[place] is { } bits)
            {
                found = (true, found.Possible | bits, found.Certain & bits);
            }

            return;
        }

        int first = row[fact].IsUnknown ? 0 : CellOf(fact, row[fact]);
        int last = row[fact].IsUnknown ? _table.Partition.CellsOf(fact) - 1 : first;
        for (int cell = first; cell <= last; cell++)
        {
            Visit(row, fact + 1, place + (_strides[fact] * cell), ref found);
        }
    }

    private int CellOf(int fact, FactValue value)
    {
        int cell = 0;
        while (_table.Partition.Bounds(fact, cell).High < value.Low)
        {
            cell++;
        }

        return cell;
    }
}
