using Infusion.Rules.Fasting;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The arrows between the folders run one way, in the compiled library and not only in its using lines.</summary>
public sealed class ArrowTests
{
    private const string Root = "Infusion.Rules";

    private static string[] Rooms => ["Eligibility", "Continuity", "Protocols", "Fasting", "Visits", "Response", "Maintenance", "Fees"];

    // What each folder may use of ours, itself apart.
    private static string[] Allowed(string folder) => folder switch
    {
        "Words" => [],
        "Tables" => ["Words"],
        "Decisions" => ["Tables", "Words"],
        "Clinic" or "Documents" => ["Tables", "Words", "Decisions", "Clinic", "Documents"],
        "Records" => ["Tables", "Words", "Decisions", "Clinic", "Documents"],
        "Sources" => ["Tables", "Words", "Decisions", "Clinic", "Documents"],
        _ when Rooms.Contains(folder) => ["Tables", "Words", "Decisions", "Clinic", "Documents", "Records"],
        "Cases" => ["Tables", "Words", "Clinic", "Documents", "Records"],
        "Courses" => ["Tables", "Words", "Decisions", "Clinic", "Documents", "Records", .. Rooms],
        "" => ["Tables", "Words", "Decisions", "Clinic", "Documents", "Records", "Sources", "Policies", "Courses", .. Rooms],
        _ => ["Tables", "Words", "Decisions", "Clinic", "Documents", "Records", "Sources", "Policies", "", .. Rooms],
    };

    // What a clinic can set: a course asks the rooms what follows from it.
    private static bool IsPolicy(Type type) => FolderOf(type) == "Policies"
        || (FolderOf(type) != "Tables" && type.Name.EndsWith("Policy", StringComparison.Ordinal));

    [Fact]
    public void Every_folder_uses_only_what_lies_below_it()
    {
        Type[] types = [.. typeof(InfusionRules).Assembly.GetTypes().Where(type => FolderOf(type) is not null)];
        string[] wrong =
        [
            .. types.SelectMany(type => CompiledReferences.Of(type)
                .Where(
                    used =>
                        used.Assembly == type.Assembly
                        && FolderOf(used) is { } folder && folder != FolderOf(type) && !Allowed(FolderOf(type)!).Contains(folder))
                .Select(used => $"{type.FullName} uses {used.FullName}")).Distinct().Order(),
        ];
        Assert.True(types.Length > 300, $"Only {types.Length} types were looked at.");
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_course_names_no_policy_and_only_the_doors_name_a_course()
    {
        Type[] types = [.. typeof(InfusionRules).Assembly.GetTypes().Where(type => FolderOf(type) is not null)];
        Type[] courses = [.. types.Where(type => FolderOf(type) == "Courses")];
        Assert.Contains(courses, type => type.Name == "CourseReview");
        Assert.Empty(
            courses.SelectMany(
                type => CompiledReferences.Of(type).Where(IsPolicy).Select(used => $"{type.FullName} uses {used.FullName}")));
        Assert.Equal(
            [typeof(InfusionRules), typeof(RulesBook)],
            types.Except(courses).Where(type => CompiledReferences.Of(type).Any(courses.Contains)).Select(Outermost).Distinct());
    }

    [Fact]
    public void A_use_by_a_qualified_name_is_seen() =>
        Assert.Contains(typeof(FastingRules), CompiledReferences.Of(typeof(Qualified)));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string? FolderOf(Type type) =>
        type.Namespace is { } space && (space == Root || space.StartsWith(Root + ".", StringComparison.Ordinal))
            ? space.Length == Root.Length ? "" : space[(Root.Length + 1)..].Split('.')[0]
            : null;

    private static class Qualified
    {
        public static string Name(InfusionRules rules)
        {
            global::Infusion.Rules.Fasting.FastingRules room = rules.Fasting;
            return room.ToString() ?? "";
        }
    }
}
