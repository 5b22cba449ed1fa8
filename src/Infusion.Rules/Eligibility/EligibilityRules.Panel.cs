using System.Runtime.CompilerServices;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Eligibility;

// A whole panel at once: conditions are read as columns by their table, and patients with the same facts beside are decided together.
public sealed partial class EligibilityRules
{
    /// <summary>The facts of many patients as columns, which no policy changes.</summary>
    internal sealed class Columns(int patients)
    {
        private readonly Column<EligibilityFacts> _facts = new(patients);
        private readonly DistinctColumn<(bool IsPartial, bool? PriorTherapy, PhysicianVerdict? Verdict, ClinicianRole? Role, bool? Reason)> _beside = new(patients);

        // The conditions of all patients one after the other; those before patient p's own are _before[p].
        private readonly Column<int> _before = new(patients + 1);
        private readonly Column<int> _patient = new(patients);
        private readonly DistinctColumn<(string? Name, bool? Remission)> _condition = new(patients);
        private readonly Column<long> _months = new(patients);

        public void Add(EligibilityFacts facts)
        {
            bool isAlone = facts.Screens is not null;
            _before.Add(_patient.Count);
            foreach (StatedCondition condition in facts.Conditions)
            {
                // Dates of another calendar are for the room to judge.
                bool isRefused = !CalendarCount.IsIso(facts.ReferenceDate) || !CalendarCount.IsIso(condition.EarliestOnset ?? condition.LatestOnset)
                    || condition.EarliestOnset > facts.ReferenceDate;
                isAlone |= isRefused;
                _patient.Add(_facts.Count);
                _condition.Add((condition.Name, condition.IsInFullRemission));
                _months.Add(isRefused ? ColumnCode.Unknown : ColumnCode.Of(MonthsSinceOnset(condition, facts.ReferenceDate), ref isAlone));
            }

            if (isAlone)
            {
                _beside.AddAlone();
            }
            else
            {
                _beside.Add((facts.Completeness == ListCompleteness.Partial, facts.IsPriorTherapyDocumented, facts.Verdict, facts.VerdictRole, facts.HasVerdictReason));
            }

            _facts.Add(facts);
        }

        private int Before(int patient) => patient < _before.Count ? _before[patient] : _patient.Count;

        /// <summary>The columns under one policy.</summary>
        internal sealed class Run
        {
            // The sets of standings all conditions together can have, as their bits.
            private const int Indications = 1 << ((int)ConditionOutcome.NoActiveIndication + 1);

            private readonly Columns _columns;
            private readonly EligibilityRules _rules;
            private readonly bool _areAllAlone;
            private readonly int[] _conditions;
            private readonly Standing[] _begun;
            private readonly int[] _verdicts;
            private readonly int[] _findings;

            // What is worked out of one block; a run is used by one thread at a time.
            private readonly Standing[] _standings = new Standing[ColumnCode.Block];
            private readonly int[] _places = new int[ColumnCode.Block];

            public Run(Columns columns, EligibilityRules rules)
            {
                (_columns, _rules) = (columns, rules);
                DecisionTable table = rules.ConditionTable;
                _areAllAlone = !rules.Policy.Screens.IsEmpty || !table.KeepsVerdicts;
                _conditions = columns._condition.Each(one => table.OffsetOf(0, rules.ConditionValue(one.Name)) + table.OffsetOf(2, FactValue.Of(one.Remission)));
                _begun = columns._beside.Each(beside => Standing.Of(beside.IsPartial));
                _verdicts = columns._beside.Judge(Indications, (beside, possible) => possible == 0 || _areAllAlone ? 0
                    : Decide(rules.CandidacyTable, FactValue.Of(Verdict.FromPacked(Verdict.PackedOf(possible))), beside).Packed);
                _findings = columns._beside.Judge(beside => _areAllAlone ? 0 : Decide(rules.FindingsTable, FactValue.Of(beside.PriorTherapy), beside).Packed);

                static Verdict Decide(
                    DecisionTable table, FactValue own, (bool IsPartial, bool? PriorTherapy, PhysicianVerdict? Verdict, ClinicianRole? Role, bool? Reason) beside)
                {
                    Span<FactValue> row = stackalloc FactValue[CandidacyOwnFacts];
                    FillVerdict(row, beside.Verdict, beside.Role, beside.Reason);
                    row[0] = own;
                    return table.Decide(row);
                }
            }

            /// <summary>Where each of the patients from one on stands, and what is reported beside it, as packed verdicts.</summary>
            public void Decide(int from, Span<int> verdicts, Span<int> findings)
            {
                ReadOnlySpan<int> beside = _columns._beside.Slice(from, verdicts.Length);
                Span<Standing> standings = _standings.AsSpan(0, verdicts.Length);
                Standing[] begun = _begun;
                for (int index = 0; index < beside.Length; index++)
                {
                    standings[index] = begun[beside[index]];
                }

                if (!_areAllAlone)
                {
                    AddConditions(from, standings);
                }

                int[] candidacy = _verdicts;
                int[] found = _findings;
                for (int index = 0; index < beside.Length; index++)
                {
                    verdicts[index] = candidacy[(beside[index] * Indications) + standings[index].Possible];
                    findings[index] = found[beside[index]];
                }

                for (int index = 0; index < verdicts.Length && verdicts.Slice(index).IndexOf(0) is >= 0 and var next; index++)
                {
                    index += next;
                    EligibilityDecision decision = _rules.Decide(_columns._facts[from + index]);
                    (verdicts[index], findings[index]) = (decision.Verdict.Packed, decision.FindingsVerdict.Packed);
                }
            }

            [MethodImpl(MethodImplOptions.NoInlining)] // alone, its loops keep to the registers
            private void AddConditions(int from, Span<Standing> standings)
            {
                int end = _columns.Before(from + standings.Length);
                for (int start = _columns.Before(from); start < end; start += ColumnCode.Block)
                {
                    Span<int> places = _places.AsSpan(0, Math.Min(ColumnCode.Block, end - start));
                    ReadOnlySpan<int> conditions = _columns._condition.Slice(start, places.Length);
                    int[] offsets = _conditions;
                    for (int index = 0; index < conditions.Length; index++)
                    {
                        places[index] = offsets[conditions[index]];
                    }

                    _rules.ConditionTable.AddOffsets(1, _columns._months.Slice(start, places.Length), places);
                    bool allFit = _rules.ConditionTable.ReadVerdicts(places);
                    ReadOnlySpan<int> patients = _columns._patient.Slice(start, places.Length);
                    for (int index = 0; index < patients.Length; index++)
                    {
                        standings[patients[index] - from].Add(Verdict.PossibleIn(places[index]));
                    }

                    for (int index = 0; !allFit && index < patients.Length; index++)
                    {
                        if (places[index] == 0)
                        {
                            standings[patients[index] - from] = Standing.Alone;
                        }
                    }
                }
            }
        }
    }
}
