using System.Collections.Immutable;
using System.Reflection;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Policies;

/// <summary>A room is built when it is first asked for, and nothing is refused so late.</summary>
public sealed class RoomByRoomTests
{
    /// <summary>Every policy of the tests and the samples that a document holds, and one with as much in each list as a document may have.</summary>
    public static TheoryData<string> Documents => [.. Policies.Keys.Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> Policies
    {
        get
        {
            Dictionary<string, string> found = new(StringComparer.Ordinal) { ["fullest"] = Fullest.ToJson() };
            foreach (ClinicPolicy policy in FilledPolicy.Policies)
            {
                found.Add(policy.Id, policy.ToJson());
            }

            foreach (string file in Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/policies"), "*.json"))
            {
                found.Add(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
            }

            return found;
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void What_a_document_may_say_can_be_built(string name)
    {
        var rules = new InfusionRules(ClinicPolicy.Parse(Policies[name]));
        Assert.Empty(Built(rules));
        Assert.NotEmpty(rules.Tables);
        Assert.Equal(8, Built(rules).Length);
    }

    [Fact]
    public void A_decision_builds_its_room_and_what_that_rests_on()
    {
        var rules = new InfusionRules(ClinicPolicy.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson()));
        Assert.NotNull(rules.Fasting);
        Assert.Equal(["Fasting"], Built(rules));
        Assert.NotNull(rules.Eligibility);
        Assert.Equal(["Continuity", "Eligibility", "Fasting"], Built(rules));
    }

    [Fact]
    public void What_a_program_puts_together_is_built_at_once()
    {
        ClinicPolicy published = ClinicPolicy.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson());
        Assert.Equal(8, Built(new InfusionRules(published with { Version = "2" })).Length);
        Assert.ThrowsAny<ArgumentException>(() => new InfusionRules(published with
        {
            Continuity = new() { Interactions = [.. Many(70, id => new LabelInteraction(id, id, Provenance.ClinicPolicy, ["clinic-policy"]))] },
        }));
    }

    [Fact]
    public void Every_thread_meets_the_same_room()
    {
        var rules = new InfusionRules(ClinicPolicy.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson()));
        var met = new FeeRules[16];
        Parallel.For(0, met.Length, thread => met[thread] = rules.Fees);
        Assert.Single(met.Distinct());
    }

    [Theory]
    [InlineData("Chronic  back pain")]
    [InlineData("chronic back pain")]
    public void Names_that_a_record_cannot_tell_apart_are_refused_where_they_are_read(string twice)
    {
        EligibilityPolicy eligibility = ClinicPolicy.VirginiaInfusionTherapies.Eligibility;
        ClinicPolicy policy = ClinicPolicy.VirginiaInfusionTherapies with
        {
            Eligibility = eligibility with
            {
                Conditions =
                [
                    .. eligibility.Conditions, new("sore", "Chronic back pain", ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"]),
                    new("sorer", twice, ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"]),
                ],
            },
        };
        Assert.False(ClinicPolicy.TryParse(policy.ToJson(), out _, out ImmutableArray<Problem> problems));
        Assert.Contains(problems, problem => problem.Code == ProblemCodes.DuplicateName);
    }

    private static ClinicPolicy Fullest
    {
        get
        {
            ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
            return published with
            {
                Id = "fullest",
                Eligibility = published.Eligibility with
                {
                    Conditions = [.. Many(32, id => new ListedCondition(id, id, ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"]) { IsOnlyListedWhenChronic = true })],
                    AcceptedRoles = [ClinicianRole.Physician, ClinicianRole.NursePractitioner, ClinicianRole.PhysicianAssistant, ClinicianRole.Nurse, ClinicianRole.Other],
                    Screens = [.. Many(64, id => new ScreenCriterion(
                        id, id, id, new ScreenAsk.WithinMonths(6), ScreenEffect.Exclude, Provenance.ClinicPolicy, ["clinic-policy"]))],
                },
                Continuity = new() { Interactions = [.. Many(60, id => new LabelInteraction(id, id, Provenance.ClinicPolicy, ["clinic-policy"]))] },
                Protocols = published.Protocols with
                {
                    Protocols =
                    [
                        .. Many(20, id => new InfusionProtocol
                        {
                            Id = new(id), PlannedDuration = Duration.FromHours(1), Provenance = Provenance.ClinicPolicy, Citations = ["clinic-policy"],
                            InductionSessions = SessionCount.Between(3, 6), MinimumSpacingDays = 1, MaximumSpacingDays = 5, WindowDays = 60,
                            MinimumRecovery = Duration.FromMinutes(30), PlannedRecovery = Duration.FromMinutes(90),
                            PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Thursday],
                            Serves = [new(ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"])],
                        }),
                    ],
                },
                Fasting = published.Fasting with
                {
                    Foods = [],
                    Kinds = [.. Many(30, id => new IntakeKind(
                        id, $"fasting.{id}", id, [new IntakeLimit.Window(Duration.FromMinutes(id[1] - 'a' + 1))], Provenance.ClinicPolicy, ["clinic-policy"]))],
                },
                Visits = published.Visits with
                {
                    SideEffects = [.. Many(100, id => new PublishedSideEffect(id))],
                    RecoveryVariants =
                    [
                        .. Enumerable.Range(1, 4).Select(hours => new RecoveryVariant(
                            Duration.FromMinutes(20 * hours), Duration.FromMinutes(90), Duration.FromHours(hours), Duration.FromHours(hours + 1), accompanied: false)),
                    ],
                },
                Fees = published.Fees with
                {
                    NoticeTiers = [.. Enumerable.Range(1, 20).Select(hours => new NoticeTier(Duration.FromHours(hours), new FeeCharge.Flat(Money.Usd(21 - hours))))],
                    WaiverReasons = [.. Many(50, id => id)],
                    Repeat = new(4, new FeeCharge.Flat(Money.Usd(300))),
                    GraceMisses = 1,
                },
            };
        }
    }

    private static string[] Built(InfusionRules rules) =>
    [
        .. typeof(InfusionRules).GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(field => field.FieldType.IsGenericType && field.FieldType.GenericTypeArguments[0].Name.EndsWith("Rules", StringComparison.Ordinal))
            .Where(field => (bool)field.FieldType.GetProperty("IsValueCreated")!.GetValue(field.GetValue(rules))!)
            .Select(field => char.ToUpperInvariant(field.Name[1]) + field.Name[2..])
            .Order(StringComparer.Ordinal),
    ];

    // Ids of two letters, none near to another word of a policy.
    private static IEnumerable<T> Many<T>(int count, Func<string, T> make) =>
        Enumerable.Range(0, count).Select(place => make($"{(char)('a' + (place % 26))}{(char)('a' + (place / 26))}q"));
}
