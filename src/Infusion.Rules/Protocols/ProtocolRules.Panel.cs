using Infusion.Rules.Decisions;

namespace Infusion.Rules.Protocols;

// A whole panel at once: patients with the same facts are decided together.
public sealed partial class ProtocolRules
{
    /// <summary>The facts of many patients as a column, which no policy changes.</summary>
    internal sealed class Columns(int patients)
    {
        private readonly DistinctColumn<ProtocolFacts> _facts = new(patients);

        public void Add(ProtocolFacts facts) => _facts.Add(facts);

        /// <summary>The column under one policy.</summary>
        internal sealed class Run(Columns columns, ProtocolRules rules)
        {
            private readonly int[] _verdicts = columns._facts.Each(facts => rules.Choose(facts).Verdict.Packed);

            /// <summary>The protocol for each of the patients from one on, as packed verdicts.</summary>
            public void Choose(int from, Span<int> verdicts)
            {
                ReadOnlySpan<int> facts = columns._facts.Slice(from, verdicts.Length);
                int[] table = _verdicts;
                for (int index = 0; index < facts.Length; index++)
                {
                    verdicts[index] = table[facts[index]];
                }
            }
        }
    }
}
