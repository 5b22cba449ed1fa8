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
        private readonly sbyte[] _prior;
        private readonly sbyte[] _verdict;
        private readonly sbyte[] _role;
        private readonly sbyte[] _reason;

        // The conditions of all patients one after the other; patient p has those from _first[p] to before _first[p + 1].
        private readonly int[] _first;
        private readonly int[] _patient;
        private readonly NameColumn _name;
        private readonly long[] _months;
        private readonly sbyte[] _remission;

        public Columns(EligibilityFacts[] facts)
        {
            _facts = facts;
            _isAlone = new bool[facts.Length];
            _isPartial = new bool[facts.Length];
            (_prior, _verdict, _role, _reason) = (new sbyte[facts.Length], new sbyte[facts.Length], new sbyte[facts.Length], new sbyte[facts.Length]);
            _first = new int[facts.Length + 1];
            int count = facts.Sum(one => one.Conditions.Length);
            (_patient, _months, _remission) = (new int[count], new long[count], new sbyte[count]);
            var names = new string?[count];
            for (int patient = 0, place = 0; patient < facts.Length; patient++)
            {
                EligibilityFacts one = facts[patient];
                ref bool isAlone = ref _isAlone[patient];
                isAlone = one.Screens is not null;
                _isPartial[patient] = one.Completeness == ListCompleteness.Partial;
                _prior[patient] = ColumnCode.Of(one.IsPriorTherapyDocumented);
                _verdict[patient] = ColumnCode.Of((int?)one.Verdict, VerdictFact, ref isAlone);
                _role[patient] = ColumnCode.Of((int?)one.VerdictRole, Role, ref isAlone);
                _reason[patient] = ColumnCode.Of(one.HasVerdictReason);
                foreach (StatedCondition condition in one.Conditions)
                {
                    (_patient[place], names[place]) = (patient, condition.Name);
                    bool isRefused = condition.EarliestOnset > one.ReferenceDate;
                    isAlone |= isRefused;
                    _months[place] = isRefused ? DecisionTable.UnknownCode : ColumnCode.Of(MonthsSinceOnset(condition, one.ReferenceDate), ref isAlone);
                    _remission[place] = ColumnCode.Of(condition.IsInFullRemission);
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
            private readonly int[] _namePlaces;

            public Run(Columns columns, EligibilityRules rules)
            {
                (_columns, _rules) = (columns, rules);
                _areAllAlone = !rules.Policy.Screens.IsEmpty || !rules.ConditionTable.KeepsVerdicts || !rules.CandidacyTable.KeepsVerdicts || !rules.FindingsTable.KeepsVerdicts;
                _namePlaces = [.. columns._name.Names.Select(name => rules.ConditionTable.OffsetOf(0, rules.ConditionValue(name)))];
            }

            /// <summary>Where each of the patients from one on stands, and what is reported beside it, as packed verdicts.</summary>
            public void Decide(int from, Span<int> verdicts, Span<int> findings)
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
                    Span<sbyte> indications = stackalloc sbyte[count];
                    Indications(from, indications, isAlone);
                    verdicts.Clear();
                    DecisionTable candidacy = _rules.CandidacyTable;
                    candidacy.AddOffsets(0, indications, verdicts);
                    AddVerdict(candidacy, from, verdicts);
                    candidacy.ReadVerdicts(verdicts);
                    findings.Clear();
                    _rules.FindingsTable.AddOffsets(0, _columns._prior.AsSpan(from, count), findings);
                    AddVerdict(_rules.FindingsTable, from, findings);
                    _rules.FindingsTable.ReadVerdicts(findings);
                }

                for (int index = 0; index < count; index++)
                {
                    if (isAlone[index] || verdicts[index] == 0 || findings[index] == 0)
                    {
                        EligibilityDecision decision = _rules.Decide(_columns._facts[from + index]);
                        (verdicts[index], findings[index]) = (decision.Verdict.Packed, decision.FindingsVerdict.Packed);
                    }
                }
            }

            private void AddVerdict(DecisionTable table, int from, Span<int> places)
            {
                table.AddOffsets(1, _columns._verdict.AsSpan(from, places.Length), places);
                table.AddOffsets(2, _columns._role.AsSpan(from, places.Length), places);
                table.AddOffsets(3, _columns._reason.AsSpan(from, places.Length), places);
            }

            // All conditions of each patient together, as one code of the linked fact.
            private void Indications(int from, Span<sbyte> indications, Span<bool> isAlone)
            {
                Span<Standing> standings = stackalloc Standing[indications.Length];
                for (int index = 0; index < standings.Length; index++)
                {
                    standings[index] = Standing.Of(_columns._isPartial[from + index]);
                }

                const int Most = 256;
                Span<int> buffer = stackalloc int[Most];
                int end = _columns._first[from + indications.Length];
                for (int start = _columns._first[from]; start < end; start += Most)
                {
                    Span<int> places = buffer.Slice(0, Math.Min(Most, end - start));
                    ReadOnlySpan<int> names = _columns._name.Ids.Slice(start, places.Length);
                    for (int index = 0; index < places.Length; index++)
                    {
                        places[index] = _namePlaces[names[index]];
                    }

                    _rules.ConditionTable.AddOffsets(1, _columns._months.AsSpan(start, places.Length), places);
                    _rules.ConditionTable.AddOffsets(2, _columns._remission.AsSpan(start, places.Length), places);
                    _rules.ConditionTable.ReadVerdicts(places);
                    ReadOnlySpan<int> patients = _columns._patient.AsSpan(start, places.Length);
                    for (int index = 0; index < places.Length; index++)
                    {
                        standings[patients[index] - from].Add((ulong)Verdict.PossibleIn(places[index]));
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
