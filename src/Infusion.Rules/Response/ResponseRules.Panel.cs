using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class ResponseRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns
    {
        private readonly InstrumentFacts[] _facts;
        private readonly bool[] _isAlone;
        private readonly NameColumn _protocol;
        private readonly long[] _completed;
        private readonly ChoiceColumn _instrument;
        private readonly long[] _percent;

        public Columns(InstrumentFacts[] facts)
        {
            _facts = facts;
            (_isAlone, _completed, _percent) = (new bool[facts.Length], new long[facts.Length], new long[facts.Length]);
            _instrument = new(facts.Length, InstrumentFact, BaselineZero);
            var protocols = new string?[facts.Length];
            for (int patient = 0; patient < facts.Length; patient++)
            {
                InstrumentFacts one = facts[patient];
                ref bool isAlone = ref _isAlone[patient];
                isAlone = one.Protocol is { IsDefault: true } || one.CompletedSessions is < 0 or > MostSessions
                    || (one.Instrument is { } instrument && !(IsOn(instrument, one.Baseline) && IsOn(instrument, one.Current)));
                protocols[patient] = isAlone ? null : one.Protocol?.Name;
                _completed[patient] = isAlone ? ColumnCode.Unknown : one.CompletedSessions ?? ColumnCode.Unknown;
                _instrument.Set(patient, ref isAlone, (int?)one.Instrument, ChoiceColumn.YesNo(IsBaselineZero(one)));
                _percent[patient] = ColumnCode.Of(ScoreChange.Percent(one.Baseline, one.Current), ref isAlone);
            }

            _protocol = new(protocols);
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            // A protocol the policy does not have is for the room to refuse.
            private const int NotListed = -1;

            private readonly Columns _columns;
            private readonly ResponseRules _rules;
            private readonly bool _areAllAlone;
            private readonly int[] _protocolPlaces;
            private readonly int[] _instruments;
            private readonly int _allStatuses;

            // What is worked out of one block; a run is used by one thread at a time.
            private readonly bool[] _isAlone = new bool[ColumnCode.Block];
            private readonly sbyte[] _statuses = new sbyte[ColumnCode.Block];

            public Run(Columns columns, ResponseRules rules)
            {
                (_columns, _rules) = (columns, rules);
                _areAllAlone = !rules.EvaluationTable.KeepsVerdicts || !rules.InstrumentTable.KeepsVerdicts;
                _protocolPlaces = [.. columns._protocol.Names.Select(PlaceOf)];
                _instruments = columns._instrument.OffsetsIn(rules.InstrumentTable, 0, 0, 2);
                _allStatuses = (1 << rules.EvaluationTable.Outcomes.Length) - 1;
            }

            /// <summary>The response of each of the patients from one on, as packed verdicts.</summary>
            public void Judge(int from, Span<int> verdicts)
            {
                Span<bool> isAlone = _isAlone.AsSpan(0, verdicts.Length);
                _columns._isAlone.AsSpan(from, verdicts.Length).CopyTo(isAlone);
                bool isAnyAlone = _areAllAlone;
                if (!_areAllAlone)
                {
                    Span<sbyte> statuses = _statuses.AsSpan(0, verdicts.Length);
                    Evaluate(from, verdicts, statuses, isAlone);
                    DecisionTable table = _rules.InstrumentTable;
                    _columns._instrument.Begin(from, _instruments, verdicts);
                    table.AddOffsets(1, statuses, verdicts);
                    table.AddOffsets(3, _columns._percent.AsSpan(from, verdicts.Length), verdicts);
                    isAnyAlone |= !table.ReadVerdicts(verdicts) || isAlone.IndexOf(true) >= 0;
                }

                for (int index = 0; isAnyAlone && index < verdicts.Length; index++)
                {
                    if (_areAllAlone || isAlone[index] || verdicts[index] == 0)
                    {
                        verdicts[index] = _rules.JudgeInstrument(_columns._facts[from + index]).Verdict.Packed;
                    }
                }
            }

            private int PlaceOf(string? protocol)
            {
                if (protocol is null)
                {
                    return _rules.EvaluationTable.OffsetOf(0, FactValue.Unknown);
                }

                for (int place = 0; place < _rules.EvaluationPoints.Length; place++)
                {
                    if (_rules.EvaluationPoints[place].Protocol.Name == protocol)
                    {
                        return _rules.EvaluationTable.OffsetOf(0, FactValue.Exactly(place));
                    }
                }

                return NotListed;
            }

            // How far each series is, as one code of the linked fact.
            private void Evaluate(int from, Span<int> places, Span<sbyte> statuses, Span<bool> isAlone)
            {
                ReadOnlySpan<int> protocols = _columns._protocol.Ids.Slice(from, places.Length);
                for (int index = 0; index < places.Length; index++)
                {
                    int place = _protocolPlaces[protocols[index]];
                    isAlone[index] |= place == NotListed;
                    places[index] = Math.Max(place, 0);
                }

                _rules.EvaluationTable.AddOffsets(1, _columns._completed.AsSpan(from, places.Length), places);
                bool allFit = _rules.EvaluationTable.ReadVerdicts(places);
                for (int index = 0; index < places.Length; index++)
                {
                    isAlone[index] |= !allFit && places[index] == 0;
                    statuses[index] = ColumnCode.Of(Verdict.PossibleIn(places[index]), _allStatuses, ref isAlone[index]);
                }
            }
        }
    }
}
