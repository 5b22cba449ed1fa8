using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class FeeRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns
    {
        private readonly FeeFacts[] _facts;
        private readonly bool[] _isAlone;
        private readonly sbyte[] _end;
        private readonly sbyte[] _reason;

        public Columns(FeeFacts[] facts)
        {
            _facts = facts;
            (_isAlone, _end, _reason) = (new bool[facts.Length], new sbyte[facts.Length], new sbyte[facts.Length]);
            for (int patient = 0; patient < facts.Length; patient++)
            {
                FeeFacts one = facts[patient];
                ref bool isAlone = ref _isAlone[patient];
                isAlone = one.EarlierMisses is not null || one.Waiver is not null || one.VisitPrice is not null;
                _end[patient] = ColumnCode.Of((int?)one.End, End, ref isAlone);
                _reason[patient] = ColumnCode.Of((int?)one.Reason, Reason, ref isAlone);
            }
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            private const int AllPlans = 0b111;

            private readonly Columns _columns;
            private readonly FeeRules _rules;
            private readonly bool _areAllAlone;
            private readonly int _others;

            // What each place charges; null until a case first comes to it. Every writer writes the same, so no reader sees half of it.
            private readonly Charge?[] _charges;

            public Run(Columns columns, FeeRules rules)
            {
                (_columns, _rules) = (columns, rules);
                DecisionTable table = rules.CancellationTable;
                _areAllAlone = rules.AsksForTimes || !table.KeepsVerdicts;
                _others = _areAllAlone ? 0
                    : table.OffsetOf(3, FactValue.Unknown) + table.OffsetOf(4, FactValue.Unknown) + table.OffsetOf(5, FactValue.Exactly(0));
                _charges = new Charge?[_areAllAlone ? 0 : table.PlaceCount];
            }

            /// <summary>The fee of each of the patients from one on, as packed verdicts, with their fasting plans' packed verdicts beside.</summary>
            /// <param name="from">The first patient.</param>
            /// <param name="plans">The fasting plans.</param>
            /// <param name="verdicts">Receives the verdicts.</param>
            /// <param name="places">Receives what <see cref="AmountOf"/> takes.</param>
            public void Cancellation(int from, ReadOnlySpan<int> plans, Span<int> verdicts, Span<int> places)
            {
                int count = verdicts.Length;
                Span<bool> isAlone = stackalloc bool[count];
                _columns._isAlone.AsSpan(from, count).CopyTo(isAlone);
                if (_areAllAlone)
                {
                    isAlone.Fill(true);
                }
                else
                {
                    DecisionTable table = _rules.CancellationTable;
                    Span<sbyte> outcomes = stackalloc sbyte[count];
                    for (int index = 0; index < count; index++)
                    {
                        isAlone[index] |= plans[index] < 0;
                        outcomes[index] = ColumnCode.Of(Verdict.PossibleIn(plans[index]), AllPlans, ref isAlone[index]);
                    }

                    places.Fill(_others);
                    table.AddOffsets(0, _columns._end.AsSpan(from, count), places);
                    table.AddOffsets(1, _columns._reason.AsSpan(from, count), places);
                    table.AddOffsets(2, outcomes, places);
                    places.CopyTo(verdicts);
                    table.ReadVerdicts(verdicts);
                }

                for (int index = 0; index < count; index++)
                {
                    if (isAlone[index] || verdicts[index] == 0)
                    {
                        verdicts[index] = Alone(from + index, plans[index]).Verdict.Packed;
                        places[index] = -1;
                    }
                }
            }

            /// <summary>What the library adds to a patient's charges; <c>null</c> as in <see cref="FeeDecision.Amount"/>.</summary>
            public Money? AmountOf(int patient, int plan, int verdict, int place) =>
                place < 0 ? Alone(patient, plan).Amount : (_charges[place] ??= ChargeAt(verdict, place)).Amount;

            private FeeDecision Alone(int patient, int plan) => _rules.Cancellation(_columns._facts[patient], Verdict.FromPacked(plan));

            private Charge ChargeAt(int verdict, int place) =>
                new(_rules.AmountOf(Verdict.FromPacked(verdict), _rules.CancellationTable.Deciding(place), price: null));

            private sealed record Charge(Money? Amount);
        }
    }
}
