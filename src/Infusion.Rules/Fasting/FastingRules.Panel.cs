using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fasting;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class FastingRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns
    {
        // Beyond 13 years an elapsed time is no window's business, and sums of it could not be told from what is not known.
        private const long MostElapsed = 5_000 * NodaConstants.NanosecondsPerDay;

        private readonly FastingFacts[] _facts;
        private readonly bool[] _isAlone;
        private readonly bool[] _isPartial;
        private readonly Instant[] _appointment;

        // The intakes of all patients one after the other; patient p has those from _first[p] to before _first[p + 1].
        private readonly int[] _first;
        private readonly int[] _patient;
        private readonly NameColumn _kind;
        private readonly long[] _elapsed;

        public Columns(FastingFacts[] facts)
        {
            _facts = facts;
            (_isAlone, _isPartial, _appointment) = (new bool[facts.Length], new bool[facts.Length], new Instant[facts.Length]);
            _first = new int[facts.Length + 1];
            int count = facts.Sum(one => one.Intakes.Length);
            (_patient, _elapsed) = (new int[count], new long[count]);
            var kinds = new string?[count];
            for (int patient = 0, place = 0; patient < facts.Length; patient++)
            {
                FastingFacts one = facts[patient];
                ref bool isAlone = ref _isAlone[patient];
                _isPartial[patient] = one.Completeness == ListCompleteness.Partial;
                Moment appointment = one.Appointment;
                isAlone = !appointment.IsExact || appointment.Earliest > Instant.MaxValue - Duration.FromNanoseconds(2 * MostElapsed);
                _appointment[patient] = appointment.Earliest;
                foreach (Intake intake in one.Intakes)
                {
                    isAlone |= intake.NoneSince is not null || intake.ReadingCount > 1;
                    long elapsed = ColumnCode.Of(intake.ElapsedTo(in appointment, 0), ref isAlone);
                    isAlone |= elapsed != ColumnCode.Unknown && elapsed is < -MostElapsed or > MostElapsed;
                    (_patient[place], kinds[place], _elapsed[place]) = (patient, intake.Kind, elapsed);
                    place++;
                }

                _first[patient + 1] = place;
            }

            _kind = new(kinds);
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            // Longer and shorter than any wait, and near enough to take one from the other.
            private const long NotKnown = 1L << 61;
            private const long NoWait = -NotKnown;

            private readonly Columns _columns;
            private readonly FastingRules _rules;
            private readonly bool _areAllAlone;
            private readonly int[] _kindPlaces;
            private readonly long[] _windows;
            private readonly ulong _unrecorded;

            // What is worked out of one block; a run is used by one thread at a time.
            private readonly bool[] _isAlone = new bool[ColumnCode.Block];
            private readonly Fast[] _fasts = new Fast[ColumnCode.Block];
            private readonly long[] _waits = new long[ColumnCode.Block];
            private readonly int[] _places = new int[ColumnCode.Block];

            public Run(Columns columns, FastingRules rules)
            {
                (_columns, _rules) = (columns, rules);
                DecisionTable table = rules.IntakeTable;
                _areAllAlone = rules._hasClockLimits || !table.KeepsVerdicts || rules._windows.Any(window => Fact.Nanoseconds(window) > MostElapsed);
                int others = table.OffsetOf(ClockFact, FactValue.Unknown) + table.OffsetOf(SessionFact, FactValue.Unknown);
                _kindPlaces = [.. columns._kind.Names.Select(name => table.OffsetOf(KindFact, rules.KindValue(name)) + others)];
                _windows = [.. columns._kind.Names.Select(name =>
                    rules.KindPlaceOf(name) is >= 0 and var place ? Fact.Nanoseconds(rules._windows[place]) : NotKnown)];
                _unrecorded = rules.Unrecorded(new() { Appointment = default }, FastingBasis.Plan, default);
            }

            /// <summary>The plan of each of the patients from one on as packed verdicts, and the earliest appointment its intakes allow.</summary>
            /// <remarks>The lowest instant stands for no earliest appointment.</remarks>
            public void Plan(int from, Span<int> verdicts, Span<Instant> earliest)
            {
                int count = verdicts.Length;
                Span<bool> isAlone = _isAlone.AsSpan(0, count);
                _columns._isAlone.AsSpan(from, count).CopyTo(isAlone);
                if (!_areAllAlone)
                {
                    Judge(from, verdicts, earliest, isAlone);
                }

                bool isAnyAlone = _areAllAlone || isAlone.IndexOf(true) >= 0;
                for (int index = 0; isAnyAlone && index < count; index++)
                {
                    if (_areAllAlone || isAlone[index])
                    {
                        FastingDecision decision = _rules.Plan(_columns._facts[from + index]);
                        (verdicts[index], earliest[index]) = (decision.Verdict.Packed, decision.EarliestAppointment ?? Instant.MinValue);
                    }
                }
            }

            private void Judge(int from, Span<int> verdicts, Span<Instant> earliest, Span<bool> isAlone)
            {
                Span<Fast> fasts = _fasts.AsSpan(0, verdicts.Length);
                Span<long> waits = _waits.AsSpan(0, verdicts.Length);
                fasts.Clear();
                waits.Fill(NoWait);
                int end = _columns._first[from + verdicts.Length];
                for (int start = _columns._first[from]; start < end; start += ColumnCode.Block)
                {
                    Span<int> places = _places.AsSpan(0, Math.Min(ColumnCode.Block, end - start));
                    ReadOnlySpan<int> kinds = _columns._kind.Ids.Slice(start, places.Length);
                    _columns._kind.Begin(start, _kindPlaces, places);
                    ReadOnlySpan<long> elapsed = _columns._elapsed.AsSpan(start, places.Length);
                    _rules.IntakeTable.AddOffsets(ElapsedFact, elapsed, places);
                    bool allFit = _rules.IntakeTable.ReadVerdicts(places);
                    ReadOnlySpan<int> patients = _columns._patient.AsSpan(start, places.Length);
                    for (int index = 0; index < places.Length; index++)
                    {
                        unchecked
                        {
                            int patient = patients[index] - from;
                            fasts[patient].Add((ulong)Verdict.PossibleIn(places[index]));

                            // How long after the appointment its window would be over; what is not known outlasts everything.
                            long wait = _windows[kinds[index]] - (elapsed[index] == ColumnCode.Unknown ? NoWait : elapsed[index]);
                            long longer = wait - waits[patient];
                            waits[patient] += longer & ~(longer >> 63);
                        }
                    }

                    for (int index = 0; !allFit && index < places.Length; index++)
                    {
                        isAlone[patients[index] - from] |= places[index] == 0;
                    }
                }

                for (int index = 0; index < verdicts.Length; index++)
                {
                    if (_columns._isPartial[from + index])
                    {
                        fasts[index].Add(_unrecorded);
                    }

                    verdicts[index] = Verdict.PackedOf((int)fasts[index].Possible);
                    earliest[index] = isAlone[index] || waits[index] is NoWait or >= NotKnown / 2
                        ? Instant.MinValue
                        : _columns._appointment[from + index] + Duration.FromNanoseconds(waits[index]);
                }
            }
        }
    }
}
