using Infusion.Rules.Decisions;

namespace Infusion.Rules.Protocols;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class ProtocolRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns
    {
        private readonly ProtocolFacts[] _facts;
        private readonly ChoiceColumn _groups;

        public Columns(ProtocolFacts[] facts)
        {
            (_facts, _groups) = (facts, new(facts.Length, HasPain, HasMentalHealth, HasHeadache));
            bool isAlone = false; // a claim is always one of its fact's values
            for (int patient = 0; patient < facts.Length; patient++)
            {
                ProtocolFacts one = facts[patient];
                _groups.Set(patient, ref isAlone, ChoiceColumn.YesNo(one.HasPain), ChoiceColumn.YesNo(one.HasMentalHealth), ChoiceColumn.YesNo(one.HasHeadache));
            }
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run(Columns columns, ProtocolRules rules)
        {
            private readonly int[] _groups = columns._groups.OffsetsIn(rules.ChoiceTable, 0, 0, 1, 2);

            /// <summary>The protocol for each of the patients from one on, as packed verdicts.</summary>
            public void Choose(int from, Span<int> verdicts)
            {
                columns._groups.Begin(from, _groups, verdicts);
                bool allFit = rules.ChoiceTable.ReadVerdicts(verdicts);
                for (int index = 0; !allFit && index < verdicts.Length; index++)
                {
                    if (verdicts[index] == 0)
                    {
                        verdicts[index] = rules.Choose(columns._facts[from + index]).Verdict.Packed;
                    }
                }
            }
        }
    }
}
