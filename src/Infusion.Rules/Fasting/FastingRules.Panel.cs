using System.Runtime.CompilerServices;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fasting;

// A whole panel at once: the intakes of all patients are read as columns by their table.
public sealed partial class FastingRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns(int patients)
    {
        // Beyond 13 years an elapsed time is no window's business, and sums of it could not be told from what is not known.
        private const long MostElapsed = 5_000 * NodaConstants.NanosecondsPerDay;

        // Within 200 years of the Unix epoch, no sum of an appointment and a wait is beyond what nanoseconds can count.
        private const int MostDays = 73_000;

        private readonly Column<FastingFacts> _facts = new(patients);
        private readonly Column<bool> _isAlone = new(patients);
        private readonly Column<bool> _isPartial = new(patients);

        // Nanoseconds since the Unix epoch.
        private readonly Column<long> _appointment = new(patients);

        // The intakes of all patients one after the other; those before patient p's own are _before[p].
        private readonly Column<int> _before = new(patients + 1);
        private readonly Column<int> _patient = new(2 * patients);
        private readonly DistinctColumn<ValueTuple<string?>> _kind = new(2 * patients);
        private readonly Column<long> _elapsed = new(2 * patients);

        public void Add(FastingFacts facts)
        {
            Moment appointment = facts.Appointment;
            Duration sinceEpoch = appointment.Earliest - NodaConstants.UnixEpoch;
            bool isAlone = !appointment.IsExact || sinceEpoch.Days is < -MostDays or > MostDays;
            _before.Add(_patient.Count);
            foreach (Intake intake in facts.Intakes)
            {
                isAlone |= intake.NoneSince is not null || intake.ReadingCount > 1;
                long elapsed = ColumnCode.Of(intake.ElapsedTo(in appointment, 0), ref isAlone);
                isAlone |= elapsed != ColumnCode.Unknown && elapsed is < -MostElapsed or > MostElapsed;
                _patient.Add(_facts.Count);
                _kind.Add(new(intake.Kind));
                _elapsed.Add(elapsed);
            }

            _isAlone.Add(isAlone);
            _isPartial.Add(facts.Completeness == ListCompleteness.Partial);
            _appointment.Add(isAlone ? 0 : Fact.Nanoseconds(sinceEpoch));
            _facts.Add(facts);
        }

        private int Before(int patient) => patient < _before.Count ? _before[patient] : _patient.Count;

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            // Longer and shorter than any wait, and near enough to take one from the other.
            private const long NotKnown = 1L << 61;
            private const long NoWait = -NotKnown;

            private readonly Columns _columns;
            private readonly FastingRules _rules;
            private readonly bool _areAllAlone;
            private readonly int[] _kinds;
            private readonly long[] _windows;
            private readonly Fast[] _begun;

            // What is worked out of one block; a run is used by one thread at a time.
            private readonly Fast[] _fasts = new Fast[ColumnCode.Block];
            private readonly long[] _waits = new long[ColumnCode.Block];
            private readonly int[] _places = new int[ColumnCode.Block];

            public Run(Columns columns, FastingRules rules)
            {
                (_columns, _rules) = (columns, rules);
                DecisionTable table = rules.IntakeTable;
                _areAllAlone = rules._hasClockLimits || !table.KeepsVerdicts || rules._windows.Any(window => Fact.Nanoseconds(window) > MostElapsed);
                int others = table.OffsetOf(ClockFact, FactValue.Unknown) + table.OffsetOf(SessionFact, FactValue.Unknown);
                _kinds = columns._kind.Each(kind => table.OffsetOf(KindFact, rules.KindValue(kind.Item1)) + others);
                _windows = columns._kind.Each(kind => rules.KindPlaceOf(kind.Item1) is >= 0 and var place ? Fact.Nanoseconds(rules._windows[place]) : NotKnown);
                Fast partial = default;
                partial.Add(unchecked((int)rules.Unrecorded(new() { Appointment = default }, FastingBasis.Plan, default)));
                _begun = [default, partial];
            }

            /// <summary>The plan of each of the patients from one on as packed verdicts, and the earliest appointment its intakes allow, if there is one.</summary>
            public void Plan(int from, Span<int> verdicts, Span<Instant> earliest, Span<bool> hasEarliest)
            {
                ReadOnlySpan<bool> isAlone = _columns._isAlone.Slice(from, verdicts.Length);
                if (_areAllAlone)
                {
                    verdicts.Clear();
                }
                else
                {
                    Judge(from, verdicts, earliest, hasEarliest);
                    for (int index = 0; index < isAlone.Length && isAlone.Slice(index).IndexOf(true) is >= 0 and var next; index++)
                    {
                        index += next;
                        verdicts[index] = 0;
                    }
                }

                for (int index = 0; index < verdicts.Length && verdicts.Slice(index).IndexOf(0) is >= 0 and var next; index++)
                {
                    index += next;
                    FastingDecision decision = _rules.Plan(_columns._facts[from + index]);
                    Instant? only = decision.EarliestAppointment;
                    (verdicts[index], earliest[index], hasEarliest[index]) = (decision.Verdict.Packed, only.GetValueOrDefault(), only.HasValue);
                }
            }

            private void Judge(int from, Span<int> verdicts, Span<Instant> earliest, Span<bool> hasEarliest)
            {
                Span<Fast> fasts = _fasts.AsSpan(0, verdicts.Length);
                Span<long> waits = _waits.AsSpan(0, verdicts.Length);
                ReadOnlySpan<bool> isPartial = _columns._isPartial.Slice(from, verdicts.Length);
                Fast[] begun = _begun;
                for (int index = 0; index < isPartial.Length; index++)
                {
                    fasts[index] = begun[Bits.One(isPartial[index])];
                }

                waits.Fill(NoWait);
                int end = _columns.Before(from + verdicts.Length);
                for (int start = _columns.Before(from); start < end; start += ColumnCode.Block)
                {
                    AddIntakes(from, start, Math.Min(ColumnCode.Block, end - start), fasts, waits);
                }

                Read(from, fasts, waits, verdicts, earliest, hasEarliest);
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private void Read(int from, ReadOnlySpan<Fast> fasts, ReadOnlySpan<long> waits, Span<int> verdicts, Span<Instant> earliest, Span<bool> hasEarliest)
            {
                Instant epoch = NodaConstants.UnixEpoch;
                ReadOnlySpan<long> appointments = _columns._appointment.Slice(from, verdicts.Length);
                for (int index = 0; index < appointments.Length; index++)
                {
                    int possible = fasts[index].Possible;
                    verdicts[index] = possible == 0 ? 0 : Verdict.PackedOf(possible);
                    long wait = waits[index];
                    bool isKnown = wait is > NoWait and < NotKnown / 2;
                    hasEarliest[index] = isKnown;
                    earliest[index] = isKnown ? epoch + Duration.FromNanoseconds(unchecked(appointments[index] + wait)) : default;
                }
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private void AddIntakes(int from, int start, int count, Span<Fast> fasts, Span<long> waits)
            {
                Span<int> places = _places.AsSpan(0, count);
                ReadOnlySpan<int> kinds = _columns._kind.Slice(start, count);
                ReadOnlySpan<long> elapsed = _columns._elapsed.Slice(start, count);
                ReadOnlySpan<int> patients = _columns._patient.Slice(start, count);
                int[] offsets = _kinds;
                for (int index = 0; index < kinds.Length; index++)
                {
                    places[index] = offsets[kinds[index]];
                }

                _rules.IntakeTable.AddOffsets(ElapsedFact, elapsed, places);
                bool allFit = _rules.IntakeTable.ReadVerdicts(places);
                AddOutcomes(from, patients, places, fasts);
                AddWaits(from, patients, kinds, elapsed, waits);
                for (int index = 0; !allFit && index < patients.Length; index++)
                {
                    if (places[index] == 0)
                    {
                        fasts[patients[index] - from] = Fast.Alone;
                    }
                }
            }

            [MethodImpl(MethodImplOptions.NoInlining)]
            private static void AddOutcomes(int from, ReadOnlySpan<int> patients, ReadOnlySpan<int> verdicts, Span<Fast> fasts)
            {
                for (int index = 0; index < patients.Length; index++)
                {
                    fasts[unchecked(patients[index] - from)].Add(Verdict.PossibleIn(verdicts[index]));
                }
            }

            // How long after the appointment an intake's window would be over; what is not known outlasts everything.
            [MethodImpl(MethodImplOptions.NoInlining)]
            private void AddWaits(int from, ReadOnlySpan<int> patients, ReadOnlySpan<int> kinds, ReadOnlySpan<long> elapsed, Span<long> waits)
            {
                long[] windows = _windows;
                for (int index = 0; index < patients.Length; index++)
                {
                    unchecked
                    {
                        ref long longest = ref waits[patients[index] - from];
                        long longer = windows[kinds[index]] - (elapsed[index] == ColumnCode.Unknown ? NoWait : elapsed[index]) - longest;
                        longest += longer & ~(longer >> 63);
                    }
                }
            }
        }
    }
}
