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
        private readonly ChoiceColumn _end;

        public Columns(FeeFacts[] facts)
        {
            _facts = facts;
            (_isAlone, _end) = (new bool[facts.Length], new(facts.Length, End, Reason));
            for (int patient = 0; patient < facts.Length; patient++)
            {
                FeeFacts one = facts[patient];
                ref bool isAlone = ref _isAlone[patient];
                isAlone = one.EarlierMisses is not null || one.Waiver is not null || one.VisitPrice is not null;
                _end.Set(patient, ref isAlone, (int?)one.End, (int?)one.Reason);
            }
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            private const int AllPlans = 0b111;

            private readonly Columns _columns;
            private readonly FeeRules _rules;
            private readonly bool _areAllAlone;
            private readonly int[] _ends;

            // What each place charges; null until a case first comes to it.
            private readonly AddedCharge?[] _charges;

            // What is worked out of one block; a run is used by one thread at a time.
            private readonly bool[] _isAlone = new bool[ColumnCode.Block];
            private readonly sbyte[] _plans = new sbyte[ColumnCode.Block];

            public Run(Columns columns, FeeRules rules)
            {
                (_columns, _rules) = (columns, rules);
                DecisionTable table = rules.CancellationTable;
                _areAllAlone = rules.AsksForTimes || !table.KeepsVerdicts;
                int others = table.OffsetOf(3, FactValue.Unknown) + table.OffsetOf(4, FactValue.Unknown) + table.OffsetOf(5, FactValue.Exactly(0));
                _ends = columns._end.OffsetsIn(table, others, 0, 1);
                _charges = new AddedCharge?[_areAllAlone ? 0 : table.PlaceCount];
            }

            /// <summary>The fee of each of the patients from one on, as packed verdicts, with their fasting plans' packed verdicts beside.</summary>
            /// <param name="from">The first patient.</param>
            /// <param name="plans">The fasting plans.</param>
            /// <param name="verdicts">Receives the verdicts.</param>
            /// <param name="places">Receives what <see cref="ChargeOf"/> takes.</param>
            public void Cancellation(int from, ReadOnlySpan<int> plans, Span<int> verdicts, Span<int> places)
            {
                int count = verdicts.Length;
                Span<bool> isAlone = _isAlone.AsSpan(0, count);
                _columns._isAlone.AsSpan(from, count).CopyTo(isAlone);
                bool isAnyAlone = _areAllAlone;
                if (!_areAllAlone)
                {
                    DecisionTable table = _rules.CancellationTable;
                    Span<sbyte> outcomes = _plans.AsSpan(0, count);
                    for (int index = 0; index < count; index++)
                    {
                        isAlone[index] |= plans[index] < 0;
                        outcomes[index] = ColumnCode.Of(Verdict.PossibleIn(plans[index]), AllPlans, ref isAlone[index]);
                    }

                    _columns._end.Begin(from, _ends, places);
                    table.AddOffsets(2, outcomes, places);
                    places.CopyTo(verdicts);
                    isAnyAlone |= !table.ReadVerdicts(verdicts) || isAlone.IndexOf(true) >= 0;
                }

                for (int index = 0; isAnyAlone && index < count; index++)
                {
                    if (_areAllAlone || isAlone[index] || verdicts[index] == 0)
                    {
                        verdicts[index] = Alone(from + index, plans[index]).Verdict.Packed;
                        places[index] = -1;
                    }
                }
            }

            /// <summary>What the library adds to a patient's charges.</summary>
            public AddedCharge ChargeOf(int patient, int plan, int verdict, int place) =>
                place < 0 ? new(Alone(patient, plan).Amount) : _charges[place] ??= ChargeAt(verdict, place);

            private FeeDecision Alone(int patient, int plan) => _rules.Cancellation(_columns._facts[patient], Verdict.FromPacked(plan));

            private AddedCharge ChargeAt(int verdict, int place) =>
                new(_rules.AmountOf(Verdict.FromPacked(verdict), _rules.CancellationTable.Deciding(place), price: null));
        }
    }

    /// <summary>What the library adds to one patient's charges; the amount is <c>null</c> as in <see cref="FeeDecision.Amount"/>.</summary>
    internal sealed record AddedCharge(Money? Amount);
}
