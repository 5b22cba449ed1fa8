using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Maintenance;

// A whole panel at once: each distinct date has its window reckoned once, and patients with the same facts beside are decided together.
public sealed partial class MaintenanceRules
{
    /// <summary>The facts of many patients as columns, which no policy changes.</summary>
    internal sealed class Columns(int patients)
    {
        // Later than this a window may end beyond the calendar, which is for the room to refuse.
        private const int MostYear = 9_000;

        private readonly Column<MaintenanceFacts> _facts = new(patients);
        private readonly DistinctColumn<(bool? IsInMaintenance, bool? SymptomsAreBack, bool HasPosition)> _beside = new(patients);

        // The date a window counts from, and whether the window counts for certain.
        private readonly DistinctColumn<(LocalDate From, bool IsCertain)> _last = new(patients);
        private readonly Column<int> _day = new(patients);

        public void Add(MaintenanceFacts facts)
        {
            _facts.Add(facts);

            // Dates of another calendar are for the room to judge.
            bool isIso = CalendarCount.IsIso(facts.On) && CalendarCount.IsIso(facts.LastCompletedInfusion) && CalendarCount.IsIso(facts.FirstCompletedInfusion);
            if (!isIso || facts.LastCompletedInfusion?.Year > MostYear || facts.ClinicianInterval is not null || facts.FirstCompletedInfusion > facts.LastCompletedInfusion)
            {
                _beside.AddAlone();
                _last.AddAlone();
                _day.Add(0);
                return;
            }

            // Before the stage of maintenance no window is reckoned.
            bool hasWindow = facts.IsInMaintenance != false && facts.LastCompletedInfusion is not null;
            _beside.Add((facts.IsInMaintenance, facts.SymptomsAreBack, hasWindow && facts.On is not null));
            _last.Add((hasWindow ? facts.LastCompletedInfusion.GetValueOrDefault() : default, hasWindow && facts.IsInMaintenance == true));
            _day.Add(DayOf(facts.On.GetValueOrDefault()));
        }

        private static int DayOf(LocalDate date) => Period.DaysBetween(default, date);

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            private const int Positions = 3;
            private const int Alone = -1;

            private readonly Columns _columns;
            private readonly MaintenanceRules _rules;
            private readonly int[] _verdicts;
            private readonly int[] _findings;

            // The window of each distinct date, null where it does not count for certain, and the days it runs from and to.
            private readonly MaintenanceWindow?[] _windows;
            private readonly (int From, int To)[] _days;

            public Run(Columns columns, MaintenanceRules rules)
            {
                (_columns, _rules) = (columns, rules);
                (MaintenanceWindow Window, bool IsCertain)?[] reckoned = columns._last.Judge<(MaintenanceWindow, bool)?>(last => (rules.WindowFrom(last.From), last.IsCertain));
                bool areAllAlone = rules.Policy.Anchor != MaintenanceAnchor.LastCompletedInfusion || rules.Policy.IsOnDemand || !rules.Policy.OrdinalIntervals.IsEmpty
                    || reckoned.Skip(1).Contains(null);
                _windows = [.. reckoned.Select(one => one is { IsCertain: true } known ? known.Window : (MaintenanceWindow?)null)];
                _days = [.. reckoned.Select(one => one is { } known ? (DayOf(known.Window.Earliest), DayOf(known.Window.Latest)) : default)];
                _verdicts = columns._beside.Judge(Positions, (beside, position) => areAllAlone ? 0 : Decide(rules.StatusTable, rules.FillStatus, beside, position));
                _findings = columns._beside.Judge(Positions, (beside, position) => areAllAlone ? 0 : Decide(rules.FindingsTable, rules.FillFindings, beside, position));
            }

            private delegate void FillRow(Span<FactValue> row, MaintenanceFacts facts);

            /// <summary>What the date asked about means for each of the patients from one on, and what the clinician is told, as packed verdicts.</summary>
            /// <param name="from">The first patient.</param>
            /// <param name="verdicts">Receives the verdicts.</param>
            /// <param name="findings">Receives the findings.</param>
            /// <param name="windows">Receives what <see cref="WindowOf"/> takes.</param>
            public void On(int from, Span<int> verdicts, Span<int> findings, Span<int> windows)
            {
                ReadOnlySpan<int> beside = _columns._beside.Slice(from, verdicts.Length);
                ReadOnlySpan<int> last = _columns._last.Slice(from, verdicts.Length);
                ReadOnlySpan<int> day = _columns._day.Slice(from, verdicts.Length);
                last.CopyTo(windows);
                (int From, int To)[] days = _days;
                (int[] statuses, int[] found) = (_verdicts, _findings);
                for (int index = 0; index < beside.Length; index++)
                {
                    (int first, int end) = days[last[index]];
                    int place = (beside[index] * Positions) + (int)MaintenanceWindow.Position(day[index] >= first, day[index] > end);
                    verdicts[index] = statuses[place];
                    findings[index] = found[place];
                }

                for (int index = 0; index < verdicts.Length && verdicts.Slice(index).IndexOf(0) is >= 0 and var next; index++)
                {
                    index += next;
                    MaintenanceDecision decision = DecideAlone(from + index);
                    (verdicts[index], findings[index], windows[index]) = (decision.Verdict.Packed, decision.FindingsVerdict.Packed, Alone);
                }
            }

            /// <summary>The window that counts for a patient; <c>null</c> as in <see cref="MaintenanceDecision.Window"/>.</summary>
            public MaintenanceWindow? WindowOf(int patient, int window) => window >= 0 ? _windows[window] : DecideAlone(patient).Window;

            private MaintenanceDecision DecideAlone(int patient) => _rules.On(_columns._facts[patient]);

            // The tables' own row of the facts beside, and the position put in the stead of the dates it comes of.
            private static int Decide(DecisionTable table, FillRow fill, (bool? IsInMaintenance, bool? SymptomsAreBack, bool HasPosition) beside, int position)
            {
                Span<FactValue> row = stackalloc FactValue[FactCount];
                row = row.Slice(0, table.Facts.Length);
                fill(row, new() { IsInMaintenance = beside.IsInMaintenance, SymptomsAreBack = beside.SymptomsAreBack });
                row[PositionFact] = beside.HasPosition ? FactValue.Exactly(position) : FactValue.Unknown;
                return table.Decide(row).Packed;
            }
        }
    }
}
