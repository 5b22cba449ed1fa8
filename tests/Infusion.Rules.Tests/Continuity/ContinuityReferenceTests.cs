using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Reference;

namespace Infusion.Rules.Tests.Continuity;

/// <summary>The room against the independent reference model, over every combination of known and unknown facts.</summary>
public class ContinuityReferenceTests
{
    [Fact]
    public void Every_change_has_the_possible_outcomes_of_the_reference()
    {
        ContinuityRules rules = new(PublishedContinuity.Policy, NodaTime.DateTimeZone.Utc, new("p", "1", "t"));
        bool?[] values = [null, false, true];
        long compared = 0;
        long mismatches = 0;
        foreach (bool? ordered in values)
        {
            foreach (bool? made in values)
            {
                foreach (bool? consulted in values)
                {
                    foreach (bool? maintenance in values)
                    {
                        foreach (bool? inTouch in values)
                        {
                            var expected = ContinuityReference.Possible(new(ordered, made, consulted, maintenance, inTouch));
                            Decision<MedicationChangeOutcome> actual = rules.DecideChanges(new()
                            {
                                Changes = [new()
                            {
                                ProviderOrdered = ordered,
                                AlreadyMade = made,
                                ProviderConsulted = consulted,
                                InMaintenance = maintenance,
                                ClinicInTouch = inTouch,
                            }]
                            }).Single();
                            compared++;
                            mismatches += expected.Select(outcome => outcome.ToString()).ToHashSet()
                                .SetEquals(actual.Possible.Select(outcome => outcome.ToString()))
                                ? 0
                                : 1;
                        }
                    }
                }
            }
        }

        Evidence.Write("continuity-reference", compared, 243, mismatches);
    }
}
