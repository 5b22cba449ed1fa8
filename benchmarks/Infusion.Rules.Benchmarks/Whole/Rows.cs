using Infusion.Rules.Tables;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>Rows of one table, filled by the names of its facts; a fact that is not named has its lowest value in every row.</summary>
/// <param name="table">The table.</param>
/// <param name="count">How many rows.</param>
/// <param name="facts">The ids of the facts that vary.</param>
internal sealed class Rows(DecisionTable table, int count, params string[] facts)
{
    private readonly int _facts = table.Facts.Length;
    private readonly FactValue[] _values = [.. Enumerable.Repeat(FactValue.Exactly(0), count * table.Facts.Length)];
    private readonly int[] _places = [.. facts.Select(id => Place(table, id))];

    /// <summary>Sets what varies of one row, in the order in which the facts were named.</summary>
    public void Set(int row, params ReadOnlySpan<long> values)
    {
        for (int index = 0; index < values.Length; index++)
        {
            _values[(row * _facts) + _places[index]] = FactValue.Exactly(values[index]);
        }
    }

    /// <summary>One value of a row, by the place of its fact among those named.</summary>
    public long this[int row, int fact] => _values[(row * _facts) + _places[fact]].Low;

    /// <summary>What the table decides for one row.</summary>
    public int Decide(int row) => table.Decide(_values.AsSpan(row * _facts, _facts)).MostCautious;

    /// <summary>What would give another outcome for one row.</summary>
    public Counterfactual WhatWouldGive(int outcome, int row) => table.WhatWouldGive(outcome, _values.AsSpan(row * _facts, _facts));

    private static int Place(DecisionTable table, string id)
    {
        for (int place = 0; place < table.Facts.Length; place++)
        {
            if (table.Facts[place].Id == id)
            {
                return place;
            }
        }

        throw new ArgumentException($"The table '{table.Id}' has no fact '{id}'.", nameof(id));
    }
}
