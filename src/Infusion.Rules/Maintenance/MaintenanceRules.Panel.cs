using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Maintenance;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class MaintenanceRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns
    {
        // Later than this a window may end beyond the calendar, which is for the room to refuse.
        private const int MostYear = 9_000;

        private readonly MaintenanceFacts[] _facts;
        private readonly bool[] _isAlone;
        private readonly ChoiceColumn _stage;

        // The date asked about as a day, and whether it and the last infusion are known in a course that may be in maintenance.
        private readonly int[] _day;
        private readonly bool[] _isDated;

        // Whether the course is in maintenance for certain and the date its window counts from is known.
        private readonly bool[] _isWindowed;

        // Dates recur in a panel, so each distinct one has its window reckoned once: the place of each patient's among them.
        private readonly int[] _last;
        private readonly LocalDate[] _dates;

        public Columns(MaintenanceFacts[] facts)
        {
            _facts = facts;
            (_isAlone, _isWindowed, _stage) = (new bool[facts.Length], new bool[facts.Length], new(facts.Length, Stage, Symptoms));
            (_day, _isDated, _last) = (new int[facts.Length], new bool[facts.Length], new int[facts.Length]);
            var places = new Dictionary<LocalDate, int>();
            for (int patient = 0; patient < facts.Length; patient++)
            {
                MaintenanceFacts one = facts[patient];
                ref bool isAlone = ref _isAlone[patient];

                // Dates of another calendar are for the room to judge.
                bool isIso = CalendarCount.IsIso(one.On) && CalendarCount.IsIso(one.LastCompletedInfusion) && CalendarCount.IsIso(one.FirstCompletedInfusion);
                isAlone = !isIso || one.LastCompletedInfusion?.Year > MostYear || one.ClinicianInterval is not null || one.FirstCompletedInfusion > one.LastCompletedInfusion;
                _stage.Set(patient, ref isAlone, ChoiceColumn.YesNo(one.IsInMaintenance), ChoiceColumn.YesNo(one.SymptomsAreBack));
                _isWindowed[patient] = one is { IsInMaintenance: true, LastCompletedInfusion: not null };
                _isDated[patient] = one is { IsInMaintenance: not false, On: not null, LastCompletedInfusion: not null };
                _day[patient] = isAlone ? 0 : DayOf(one.On.GetValueOrDefault());

                // Before the stage of maintenance no window is reckoned.
                LocalDate last = isAlone || one.IsInMaintenance == false ? default : one.LastCompletedInfusion.GetValueOrDefault();
                if (!places.TryGetValue(last, out _last[patient]))
                {
                    places.Add(last, _last[patient] = places.Count);
                }
            }

            _dates = [.. places.OrderBy(date => date.Value).Select(date => date.Key)];
        }

        private static int DayOf(LocalDate date) => Period.DaysBetween(default, date);

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            private const int Alone = -1;

            private readonly Columns _columns;
            private readonly MaintenanceRules _rules;
            private readonly bool _areAllAlone;

            // The window of each distinct date after one that stands for none, and the days it runs from and to.
            private readonly MaintenanceWindow[] _windows;
            private readonly (int From, int To)[] _days;
            private readonly int[] _stages;
            private readonly int[] _findings;

            // What is worked out of one block; a run is used by one thread at a time.
            private readonly sbyte[] _positions = new sbyte[ColumnCode.Block];

            public Run(Columns columns, MaintenanceRules rules)
            {
                (_columns, _rules) = (columns, rules);
                _areAllAlone = rules.Policy.Anchor != MaintenanceAnchor.LastCompletedInfusion || rules.Policy.IsOnDemand || !rules.Policy.OrdinalIntervals.IsEmpty
                    || !rules.StatusTable.KeepsVerdicts || !rules.FindingsTable.KeepsVerdicts;
                _windows = [MaintenanceWindow.None, .. _areAllAlone ? [] : columns._dates.Select(rules.WindowFrom)];
                _days = [.. _windows.Skip(1).Select(window => (DayOf(window.Earliest), DayOf(window.Latest)))];
                int noPlan = rules.StatusTable.OffsetOf(PlanFact, FactValue.Exactly((int)ClinicianPlan.None));
                int noIndividual = rules.FindingsTable.OffsetOf(PlanFact, FactValue.Exactly((int)IntervalPosition.None));
                _stages = columns._stage.OffsetsIn(rules.StatusTable, noPlan, StageFact, SymptomsFact);
                _findings = columns._stage.OffsetsIn(rules.FindingsTable, noIndividual, StageFact, SymptomsFact);
            }

            /// <summary>What the date asked about means for each of the patients from one on, and what the clinician is told, as packed verdicts.</summary>
            /// <param name="from">The first patient.</param>
            /// <param name="verdicts">Receives the verdicts.</param>
            /// <param name="findings">Receives the findings.</param>
            /// <param name="windows">Receives what <see cref="WindowOf"/> takes.</param>
            public void On(int from, Span<int> verdicts, Span<int> findings, Span<int> windows)
            {
                int count = verdicts.Length;
                bool isAnyAlone = _areAllAlone || _columns._isAlone.AsSpan(from, count).IndexOf(true) >= 0;
                if (!_areAllAlone)
                {
                    Span<sbyte> positions = _positions.AsSpan(0, count);
                    for (int index = 0; index < count; index++)
                    {
                        int patient = from + index;
                        int place = _columns._last[patient];
                        (int first, int last) = _days[place];
                        int position = (int)MaintenanceWindow.Position(_columns._day[patient] >= first, _columns._day[patient] > last);
                        positions[index] = (sbyte)(position | (Bits.One(_columns._isDated[patient]) - 1)); // all bits set is not known
                        windows[index] = (place + 1) & -Bits.One(_columns._isWindowed[patient]);
                    }

                    isAnyAlone |= !Read(_rules.StatusTable, from, positions, _stages, verdicts) | !Read(_rules.FindingsTable, from, positions, _findings, findings);
                }

                for (int index = 0; isAnyAlone && index < count; index++)
                {
                    if (_areAllAlone || _columns._isAlone[from + index] || verdicts[index] == 0 || findings[index] == 0)
                    {
                        MaintenanceDecision decision = _rules.On(_columns._facts[from + index]);
                        (verdicts[index], findings[index], windows[index]) = (decision.Verdict.Packed, decision.FindingsVerdict.Packed, Alone);
                    }
                }
            }

            /// <summary>The window that counts for a patient; <c>null</c> as in <see cref="MaintenanceDecision.Window"/>.</summary>
            public MaintenanceWindow WindowOf(int patient, int window) => window >= 0 ? _windows[window] : _rules.On(_columns._facts[patient]).Window ?? MaintenanceWindow.None;

            private bool Read(DecisionTable table, int from, ReadOnlySpan<sbyte> positions, int[] stages, Span<int> places)
            {
                _columns._stage.Begin(from, stages, places);
                table.AddOffsets(PositionFact, positions, places);
                return table.ReadVerdicts(places);
            }
        }
    }
}
