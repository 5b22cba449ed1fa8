using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

// A whole panel at once: appointments that ended alike are decided together, beside each verdict that a fast can have.
public sealed partial class FeeRules
{
    /// <summary>The facts of many patients as a column, which no policy changes.</summary>
    internal sealed class Columns(int patients)
    {
        private readonly Column<FeeFacts> _facts = new(patients);
        private readonly DistinctColumn<(AppointmentEnd? End, CancellationReason? Reason)> _end = new(patients);

        public void Add(FeeFacts facts)
        {
            _facts.Add(facts);
            if (facts is { EarlierMisses: null, Waiver: null, VisitPrice: null })
            {
                _end.Add((facts.End, facts.Reason));
            }
            else
            {
                _end.AddAlone();
            }
        }

        /// <summary>The column under one policy.</summary>
        internal sealed class Run
        {
            // The sets of outcomes a fast can have, as their bits.
            private const int Plans = 1 << 3;
            private const int Alone = 0;

            private readonly Columns _columns;
            private readonly FeeRules _rules;
            private readonly int[] _verdicts;
            private readonly AddedCharge?[] _charges;

            public Run(Columns columns, FeeRules rules)
            {
                (_columns, _rules) = (columns, rules);
                FeeDecision?[] decisions = columns._end.Judge<FeeDecision?>(Plans, (ended, plan) =>
                    plan == 0 || rules.AsksForTimes ? null : rules.Cancellation(new() { End = ended.End, Reason = ended.Reason }, Verdict.FromPacked(Verdict.PackedOf(plan))));
                _verdicts = [.. decisions.Select(decision => decision?.Verdict.Packed ?? 0)];
                _charges = [.. decisions.Select(decision => decision is { } known ? new AddedCharge(known.Amount) : null)];
            }

            /// <summary>The fee of each of the patients from one on, as packed verdicts, with their fasting plans' packed verdicts beside.</summary>
            /// <param name="from">The first patient.</param>
            /// <param name="plans">The fasting plans.</param>
            /// <param name="verdicts">Receives the verdicts.</param>
            /// <param name="places">Receives what <see cref="ChargeOf"/> takes.</param>
            public void Cancellation(int from, ReadOnlySpan<int> plans, Span<int> verdicts, Span<int> places)
            {
                int[] table = _verdicts;
                ReadOnlySpan<int> ended = _columns._end.Slice(from, verdicts.Length);
                for (int index = 0; index < ended.Length; index++)
                {
                    // A plan that contradicts itself is negative, and without possible outcomes here.
                    int place = (ended[index] * Plans) + (Verdict.PossibleIn(plans[index]) & ~(plans[index] >> 31));
                    places[index] = place;
                    verdicts[index] = table[place];
                }

                for (int index = 0; index < verdicts.Length && verdicts.Slice(index).IndexOf(0) is >= 0 and var next; index++)
                {
                    index += next;
                    verdicts[index] = DecideAlone(from + index, plans[index]).Verdict.Packed;
                    places[index] = Alone;
                }
            }

            /// <summary>What the library adds to a patient's charges.</summary>
            public AddedCharge ChargeOf(int patient, int plan, int place) => _charges[place] ?? new(DecideAlone(patient, plan).Amount);

            private FeeDecision DecideAlone(int patient, int plan) => _rules.Cancellation(_columns._facts[patient], Verdict.FromPacked(plan));
        }
    }

    /// <summary>What the library adds to one patient's charges; the amount is <c>null</c> as in <see cref="FeeDecision.Amount"/>.</summary>
    internal sealed record AddedCharge(Money? Amount);
}
