using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

// A whole panel at once: scores are read as a column by their table, and series that are equally far are judged together.
public sealed partial class ResponseRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns(int patients)
    {
        private readonly Column<InstrumentFacts> _facts = new(patients);
        private readonly DistinctColumn<(ProtocolId? Protocol, int? Completed)> _series = new(patients);
        private readonly DistinctColumn<(Instrument? Instrument, bool? IsBaselineZero)> _instrument = new(patients);
        private readonly Column<long> _percent = new(patients);

        public void Add(InstrumentFacts facts)
        {
            bool isAlone = facts.Instrument is { } instrument && !(IsOn(instrument, facts.Baseline) && IsOn(instrument, facts.Current));
            _percent.Add(ColumnCode.Of(ScoreChange.Percent(facts.Baseline, facts.Current), ref isAlone));
            _series.Add((facts.Protocol, facts.CompletedSessions));
            if (isAlone)
            {
                _instrument.AddAlone();
            }
            else
            {
                _instrument.Add((facts.Instrument, IsBaselineZero(facts)));
            }

            _facts.Add(facts);
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            // The sets of outcomes a series can have, as their bits.
            private const int Statuses = 1 << ((int)EvaluationStatus.Reached + 1);

            // Less than any place, whatever a measured fact adds to it.
            private const int Alone = int.MinValue / 2;

            private readonly Columns _columns;
            private readonly ResponseRules _rules;
            private readonly int[] _statuses;
            private readonly int[] _places;

            public Run(Columns columns, ResponseRules rules)
            {
                (_columns, _rules) = (columns, rules);
                _statuses = columns._series.Judge(series => unchecked((int)rules.Evaluation(series.Protocol, series.Completed).Possible));
                _places = columns._instrument.Judge(Statuses, (one, status) => PlaceOf(one.Instrument, one.IsBaselineZero, status));
                _places.AsSpan(0, Statuses).Fill(Alone);
            }

            /// <summary>The response of each of the patients from one on, as packed verdicts.</summary>
            public void Judge(int from, Span<int> verdicts)
            {
                ReadOnlySpan<int> series = _columns._series.Slice(from, verdicts.Length);
                ReadOnlySpan<int> instruments = _columns._instrument.Slice(from, verdicts.Length);
                int[] statuses = _statuses;
                int[] places = _places;
                for (int index = 0; index < series.Length; index++)
                {
                    verdicts[index] = places[(instruments[index] * Statuses) + statuses[series[index]]];
                }

                _rules.InstrumentTable.AddOffsets(3, _columns._percent.Slice(from, verdicts.Length), verdicts);
                _rules.InstrumentTable.ReadVerdicts(verdicts);
                for (int index = 0; index < verdicts.Length && verdicts.Slice(index).IndexOf(0) is >= 0 and var next; index++)
                {
                    index += next;
                    verdicts[index] = _rules.JudgeInstrument(_columns._facts[from + index]).Verdict.Packed;
                }
            }

            // A status that is known in part has no place, nor has one that the room refuses to give, or an instrument there is none of.
            private int PlaceOf(Instrument? instrument, bool? isBaselineZero, int status)
            {
                DecisionTable table = _rules.InstrumentTable;
                FactValue known = status == Statuses - 1 ? FactValue.Unknown : FactValue.Of(Verdict.FromPacked(Verdict.PackedOf(status)));
                int offset = table.OffsetOf(0, FactValue.Of((int?)instrument));
                return offset < 0 || !table.KeepsVerdicts || status == 0 || !(known.IsExact || known.IsUnknown) ? Alone
                    : offset + table.OffsetOf(1, known) + table.OffsetOf(2, FactValue.Of(isBaselineZero));
            }
        }
    }
}
