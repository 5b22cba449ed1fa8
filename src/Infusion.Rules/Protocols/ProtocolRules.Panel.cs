using Infusion.Rules.Decisions;

namespace Infusion.Rules.Protocols;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class ProtocolRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns(ProtocolFacts[] facts)
    {
        private readonly sbyte[] _pain = [.. facts.Select(one => ColumnCode.Of(one.HasPain))];
        private readonly sbyte[] _mentalHealth = [.. facts.Select(one => ColumnCode.Of(one.HasMentalHealth))];
        private readonly sbyte[] _headache = [.. facts.Select(one => ColumnCode.Of(one.HasHeadache))];

        /// <summary>The protocol for each of the patients from one on, as packed verdicts.</summary>
        public void Choose(ProtocolRules rules, int from, Span<int> verdicts)
        {
            DecisionTable table = rules.ChoiceTable;
            verdicts.Clear();
            table.AddOffsets(0, _pain.AsSpan(from, verdicts.Length), verdicts);
            table.AddOffsets(1, _mentalHealth.AsSpan(from, verdicts.Length), verdicts);
            table.AddOffsets(2, _headache.AsSpan(from, verdicts.Length), verdicts);
            table.ReadVerdicts(verdicts);
            for (int index = 0; index < verdicts.Length; index++)
            {
                if (verdicts[index] == 0)
                {
                    verdicts[index] = rules.Choose(facts[from + index]).Verdict.Packed;
                }
            }
        }
    }
}
