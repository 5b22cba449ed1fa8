using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Maintenance;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class MaintenanceRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns
    {
        private readonly MaintenanceFacts[] _facts;
        private readonly bool[] _isAlone;
        private readonly sbyte[] _stage;
        private readonly sbyte[] _symptoms;
        private readonly LocalDate[] _on;
        private readonly bool[] _isDated;

        // Dates recur in a panel, so each distinct one has its window reckoned once: the place of each patient's among them.
        private readonly int[] _last;
        private readonly LocalDate[] _dates;

        public Columns(MaintenanceFacts[] facts)
        {
            _facts = facts;
            (_isAlone, _stage, _symptoms) = (new bool[facts.Length], new sbyte[facts.Length], new sbyte[facts.Length]);
            (_on, _isDated, _last) = (new LocalDate[facts.Length], new bool[facts.Length], new int[facts.Length]);
            var places = new Dictionary<LocalDate, int>();
            for (int patient = 0; patient < facts.Length; patient++)
            {
                MaintenanceFacts one = facts[patient];
                _isAlone[patient] = one.ClinicianInterval is not null || one.FirstCompletedInfusion > one.LastCompletedInfusion;
                _stage[patient] = ColumnCode.Of(one.IsInMaintenance);
                _symptoms[patient] = ColumnCode.Of(one.SymptomsAreBack);
                _isDated[patient] = one is { IsInMaintenance: not false, On: not null, LastCompletedInfusion: not null };
                _on[patient] = one.On.GetValueOrDefault();
                LocalDate last = one.LastCompletedInfusion.GetValueOrDefault();
                if (!places.TryGetValue(last, out _last[patient]))
                {
                    places.Add(last, _last[patient] = places.Count);
                }
            }

            _dates = [.. places.OrderBy(date => date.Value).Select(date => date.Key)];
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            private readonly Columns _columns;
            private readonly MaintenanceRules _rules;
            private readonly bool _areAllAlone;
            private readonly MaintenanceWindow[] _windows;
            private readonly int _noPlan;
            private readonly int _noIndividual;

            public Run(Columns columns, MaintenanceRules rules)
            {
                (_columns, _rules) = (columns, rules);
                _areAllAlone = rules.Policy.Anchor != MaintenanceAnchor.LastCompletedInfusion || rules.Policy.IsOnDemand || !rules.Policy.OrdinalIntervals.IsEmpty
                    || !rules.StatusTable.KeepsVerdicts || !rules.FindingsTable.KeepsVerdicts;
                _windows = _areAllAlone ? [] : [.. columns._dates.Select(rules.WindowFrom)];
                _noPlan = rules.StatusTable.OffsetOf(PlanFact, FactValue.Exactly((int)ClinicianPlan.None));
                _noIndividual = rules.FindingsTable.OffsetOf(PlanFact, FactValue.Exactly((int)IntervalPosition.None));
            }

            /// <summary>What the date asked about means for each of the patients from one on, and what the clinician is told, as packed verdicts.</summary>
            public void On(int from, Span<int> verdicts, Span<int> findings)
            {
                int count = verdicts.Length;
                if (!_areAllAlone)
                {
                    Span<sbyte> positions = stackalloc sbyte[count];
                    for (int index = 0; index < count; index++)
                    {
                        int patient = from + index;
                        positions[index] = _columns._isDated[patient]
                            ? (sbyte)_windows[_columns._last[patient]].PositionOf(_columns._on[patient])
                            : DecisionTable.UnknownOrdinal;
                    }

                    Read(_rules.StatusTable, from, positions, _noPlan, verdicts);
                    Read(_rules.FindingsTable, from, positions, _noIndividual, findings);
                }

                for (int index = 0; index < count; index++)
                {
                    if (_areAllAlone || _columns._isAlone[from + index] || verdicts[index] == 0 || findings[index] == 0)
                    {
                        MaintenanceDecision decision = _rules.On(_columns._facts[from + index]);
                        (verdicts[index], findings[index]) = (decision.Verdict.Packed, decision.FindingsVerdict.Packed);
                    }
                }
            }

            /// <summary>The window that counts for a patient; <c>null</c> as in <see cref="MaintenanceDecision.Window"/>.</summary>
            public MaintenanceWindow? WindowOf(int patient) => _columns._stage[patient] != 1 ? null
                : _areAllAlone || _columns._isAlone[patient] || !_columns._isDated[patient] ? _rules.WindowOf(_columns._facts[patient])
                : _windows[_columns._last[patient]];

            private void Read(DecisionTable table, int from, ReadOnlySpan<sbyte> positions, int others, Span<int> places)
            {
                places.Fill(others);
                table.AddOffsets(StageFact, _columns._stage.AsSpan(from, places.Length), places);
                table.AddOffsets(PositionFact, positions, places);
                table.AddOffsets(SymptomsFact, _columns._symptoms.AsSpan(from, places.Length), places);
                table.ReadVerdicts(places);
            }
        }
    }
}
