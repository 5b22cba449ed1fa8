using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Eligibility;

// A whole panel at once: the facts of many patients as columns, read by the same tables.
public sealed partial class EligibilityRules
{
    /// <summary>The facts of many patients as columns of codes, which no policy changes.</summary>
    internal sealed class Columns
    {
        private readonly EligibilityFacts[] _facts;
        private readonly bool[] _isAlone;
        private readonly bool[] _isPartial;
        private readonly ChoiceColumn _prior;
        private readonly ChoiceColumn _verdict;

        // The conditions of all patients one after the other; patient p has those from _first[p] to before _first[p + 1].
        private readonly int[] _first;
        private readonly int[] _patient;
        private readonly NameColumn _name;
        private readonly long[] _months;
        private readonly ChoiceColumn _remission;

        public Columns(EligibilityFacts[] facts)
        {
            _facts = facts;
            _isAlone = new bool[facts.Length];
            _isPartial = new bool[facts.Length];
            (_prior, _verdict) = (new(facts.Length, PriorTherapy), new(facts.Length, VerdictFact, Role, Reason));
            _first = new int[facts.Length + 1];
            int count = facts.Sum(one => one.Conditions.Length);
            (_patient, _months, _remission) = (new int[count], new long[count], new(count, Remission));
            var names = new string?[count];
            for (int patient = 0, place = 0; patient < facts.Length; patient++)
            {
                EligibilityFacts one = facts[patient];
                ref bool isAlone = ref _isAlone[patient];
                isAlone = one.Screens is not null;
                _isPartial[patient] = one.Completeness == ListCompleteness.Partial;
                _prior.Set(patient, ref isAlone, ChoiceColumn.YesNo(one.IsPriorTherapyDocumented));
                _verdict.Set(patient, ref isAlone, (int?)one.Verdict, (int?)one.VerdictRole, ChoiceColumn.YesNo(one.HasVerdictReason));
                foreach (StatedCondition condition in one.Conditions)
                {
                    (_patient[place], names[place]) = (patient, condition.Name);

                    // Dates of another calendar are for the room to judge.
                    bool isRefused = !CalendarCount.IsIso(one.ReferenceDate) || !CalendarCount.IsIso(condition.EarliestOnset ?? condition.LatestOnset) || condition.EarliestOnset > one.ReferenceDate;
                    isAlone |= isRefused;
                    _months[place] = isRefused ? ColumnCode.Unknown : ColumnCode.Of(MonthsSinceOnset(condition, one.ReferenceDate), ref isAlone);
                    _remission.Set(place, ref isAlone, ChoiceColumn.YesNo(condition.IsInFullRemission));
                    place++;
                }

                _first[patient + 1] = place;
            }

            _name = new(names);
        }

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            private const int AllStandings = 0b111;

            private readonly Columns _columns;
            private readonly EligibilityRules _rules;
            private readonly bool _areAllAlone;
            private readonly int[] _names;
            private readonly int[] _remissions;
            private readonly int[] _verdicts;
            private readonly int[] _findings;
            private readonly int[] _priors;

            // What is worked out of one block; a run is used by one thread at a time.
            private readonly bool[] _isAlone = new bool[ColumnCode.Block];
            private readonly sbyte[] _indications = new sbyte[ColumnCode.Block];
            private readonly Standing[] _standings = new Standing[ColumnCode.Block];
            private readonly int[] _places = new int[ColumnCode.Block];

            public Run(Columns columns, EligibilityRules rules)
            {
                (_columns, _rules) = (columns, rules);
                _areAllAlone = !rules.Policy.Screens.IsEmpty || !rules.ConditionTable.KeepsVerdicts || !rules.CandidacyTable.KeepsVerdicts || !rules.FindingsTable.KeepsVerdicts;
                _names = [.. columns._name.Names.Select(name => rules.ConditionTable.OffsetOf(0, rules.ConditionValue(name)))];
                _remissions = columns._remission.OffsetsIn(rules.ConditionTable, 0, 2);
                _verdicts = columns._verdict.OffsetsIn(rules.CandidacyTable, 0, 1, 2, 3);
                _findings = columns._verdict.OffsetsIn(rules.FindingsTable, 0, 1, 2, 3);
                _priors = columns._prior.OffsetsIn(rules.FindingsTable, 0, 0);
            }

            /// <summary>Where each of the patients from one on stands, and what is reported beside it, as packed verdicts.</summary>
            public void Decide(int from, Span<int> verdicts, Span<int> findings)
            {
                int count = verdicts.Length;
                Span<bool> isAlone = _isAlone.AsSpan(0, count);
                _columns._isAlone.AsSpan(from, count).CopyTo(isAlone);
                bool isAnyAlone = _areAllAlone;
                if (!_areAllAlone)
                {
                    Span<sbyte> indications = _indications.AsSpan(0, count);
                    Indications(from, indications, isAlone);
                    _columns._verdict.Begin(from, _verdicts, verdicts);
                    _rules.CandidacyTable.AddOffsets(0, indications, verdicts);
                    isAnyAlone |= !_rules.CandidacyTable.ReadVerdicts(verdicts);
                    _columns._verdict.Begin(from, _findings, findings);
                    _columns._prior.Add(from, _priors, findings);
                    isAnyAlone |= !_rules.FindingsTable.ReadVerdicts(findings) || isAlone.IndexOf(true) >= 0;
                }

                for (int index = 0; isAnyAlone && index < count; index++)
                {
                    if (_areAllAlone || isAlone[index] || verdicts[index] == 0 || findings[index] == 0)
                    {
                        EligibilityDecision decision = _rules.Decide(_columns._facts[from + index]);
                        (verdicts[index], findings[index]) = (decision.Verdict.Packed, decision.FindingsVerdict.Packed);
                    }
                }
            }

            // All conditions of each patient together, as one code of the linked fact.
            private void Indications(int from, Span<sbyte> indications, Span<bool> isAlone)
            {
                Span<Standing> standings = _standings.AsSpan(0, indications.Length);
                for (int index = 0; index < standings.Length; index++)
                {
                    standings[index] = Standing.Of(_columns._isPartial[from + index]);
                }

                int end = _columns._first[from + indications.Length];
                for (int start = _columns._first[from]; start < end; start += ColumnCode.Block)
                {
                    Span<int> places = _places.AsSpan(0, Math.Min(ColumnCode.Block, end - start));
                    _columns._name.Begin(start, _names, places);
                    _rules.ConditionTable.AddOffsets(1, _columns._months.AsSpan(start, places.Length), places);
                    _columns._remission.Add(start, _remissions, places);
                    bool allFit = _rules.ConditionTable.ReadVerdicts(places);
                    ReadOnlySpan<int> patients = _columns._patient.AsSpan(start, places.Length);
                    for (int index = 0; index < places.Length; index++)
                    {
                        standings[patients[index] - from].Add((ulong)Verdict.PossibleIn(places[index]));
                    }

                    for (int index = 0; !allFit && index < places.Length; index++)
                    {
                        isAlone[patients[index] - from] |= places[index] == 0;
                    }
                }

                for (int index = 0; index < indications.Length; index++)
                {
                    indications[index] = ColumnCode.Of((int)standings[index].Possible, AllStandings, ref isAlone[index]);
                }
            }
        }
    }
}
