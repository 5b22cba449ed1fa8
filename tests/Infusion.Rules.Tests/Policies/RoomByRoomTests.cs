using System.Collections.Immutable;
using System.Reflection;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Policies;

/// <summary>The published rooms are built when they are first asked for; nothing of a clinic's own policy is refused so late.</summary>
public sealed class RoomByRoomTests
{
    [Fact]
    public void A_decision_builds_its_room_and_what_that_rests_on()
    {
        InfusionRules rules = Fresh;
        Assert.NotNull(rules.Fasting);
        Assert.Equal(["Fasting"], Built(rules));
        Assert.NotNull(rules.Eligibility);
        Assert.Equal(["Continuity", "Eligibility", "Fasting"], Built(rules));
    }

    [Fact]
    public void A_clinics_own_policy_is_built_at_once_so_that_it_is_refused_at_once()
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        Assert.Equal(9, Built(new InfusionRules(published)).Length);
        Assert.ThrowsAny<ArgumentException>(() => new InfusionRules(published with
        {
            Continuity = new()
            {
                Interactions = [.. Many(70, id => new LabelInteraction(id, id, Provenance.ClinicPolicy, ["clinic-policy"]))],
            },
        }));
    }

    [Fact]
    public void What_is_not_published_is_no_item_of_a_list()
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        (string List, ClinicPolicy Policy)[] cases =
        [
            ("checklist", published with { Visits = published.Visits! with { Checklist = [ChecklistItem.NotPublished] } }),
            ("vital signs", published with { Visits = published.Visits with { VitalSigns = [VitalSign.NotPublished] } }),
            ("statements", published with { Visits = published.Visits with { Statements = [VisitStatement.NotPublished] } }),
            ("statements", published with { Continuity = new() { Statements = [ContinuityStatement.NotPublished] } }),
            ("payment notes", published with { Fees = published.Fees! with { Payment = [PaymentNote.NotPublished] } }),
        ];
        foreach ((string list, ClinicPolicy policy) in cases)
        {
            ArgumentException refusal = Assert.Throws<ArgumentException>(() => new InfusionRules(policy));
            Assert.StartsWith($"What is not published is left out of the {list} of the policy.", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_thread_meets_the_same_room()
    {
        InfusionRules rules = Fresh;
        var met = new FeeRules[16];
        Parallel.For(0, met.Length, thread => met[thread] = rules.Fees);
        Assert.Single(met.Distinct());
    }

    [Theory]
    [InlineData("Chronic  back pain")]
    [InlineData("chronic back pain")]
    public void Names_that_a_record_cannot_tell_apart_are_refused_where_they_are_read(string twice)
    {
        EligibilityPolicy eligibility = ClinicPolicy.VirginiaInfusionTherapies.Eligibility!;
        ClinicPolicy policy = ClinicPolicy.VirginiaInfusionTherapies with
        {
            Eligibility = eligibility with
            {
                Conditions =
                [
                    .. eligibility.Conditions,
                    new("sore", "Chronic back pain", ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"]),
                    new("sorer", twice, ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"]),
                ],
            },
        };
        Assert.False(ClinicPolicy.TryParse(policy.ToJson(), out _, out ImmutableArray<Problem> problems));
        Assert.Contains(problems, problem => problem.Code == ProblemCodes.DuplicateName);
    }

    private static InfusionRules Fresh => new(DateTimeZoneProviders.Tzdb, ClinicPolicy.VirginiaInfusionTherapies);

    private static string[] Built(InfusionRules rules) =>
    [
        .. typeof(InfusionRules).GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(
                field =>
                    field.FieldType.IsGenericType
                    && field.FieldType.GenericTypeArguments[0].Name.EndsWith("Rules", StringComparison.Ordinal))
            .Where(field => (bool)field.FieldType.GetProperty("IsValueCreated")!.GetValue(field.GetValue(rules))!)
            .Select(field => char.ToUpperInvariant(field.Name[1]) + field.Name[2..])
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<T> Many<T>(int count, Func<string, T> make) =>
        Enumerable.Range(0, count).Select(place => make($"medicine-{place}"));
}
