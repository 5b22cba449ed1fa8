using System.Reflection;
using System.Text.RegularExpressions;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The style rules of CONTRIBUTING.md, asked of every type of the library.</summary>
public partial class ConventionTests
{
    private static string[] Rooms => ["Eligibility", "Continuity", "Protocols", "Fasting", "Visits", "Response", "Maintenance", "Fees"];

    private static string[] PartsOfARoom => ["Policy", "Facts", "Rules", "Outcome"];

    private static Type[] LibraryTypes => Assembly.Load("Infusion.Rules").GetTypes();

    private static Type[] PublicTypes => [.. LibraryTypes.Where(type => type.IsVisible && !Conventions.IsGenerated(type))];

    [Fact]
    public void The_library_has_public_types_to_judge() => Assert.NotEmpty(PublicTypes);

    [Fact]
    public void A_public_type_is_an_enum_a_readonly_struct_sealed_static_or_a_closed_hierarchy() => Holds(PublicTypes, Conventions.Shape);

    [Fact]
    public void No_public_signature_shows_binary_floating_point_or_the_time_types_of_the_framework() =>
        Holds(PublicTypes, Conventions.Signatures);

    [Fact]
    public void Collections_go_out_immutable() => Holds(PublicTypes, Conventions.CollectionsOut);

    [Fact]
    public void A_public_record_writes_its_own_text() => Holds(PublicTypes, Conventions.RecordText);

    [Fact]
    public void A_public_record_that_holds_a_collection_compares_its_items() => Holds(PublicTypes, Conventions.RecordEquality);

    [Fact]
    public void Nothing_static_changes() => Holds(LibraryTypes, Conventions.Statics);

    [Fact]
    public void No_public_property_changes_after_construction() => Holds(PublicTypes, Conventions.Immutability);

    [Fact]
    public void Facts_are_sealed_records() => Holds(PublicTypes, Conventions.FactsNaming);

    [Fact]
    public void No_line_is_longer_than_140_columns_but_for_a_long_literal()
    {
        string[] files = [.. RepositoryFiles.CSharp("src"), .. RepositoryFiles.CSharp("samples"), .. RepositoryFiles.CSharp("benchmarks")];
        Assert.True(files.Length > 300, $"Only {files.Length} files were looked at.");
        RepositoryFiles.AssertNone(
            from file in files
            from line in File.ReadLines(RepositoryFiles.PathOf(file)).Index()
            where line.Item.Length > 140 && !Literal().IsMatch(line.Item)
            select $"{file}:{line.Index + 1}");
    }

    [Fact]
    public void What_is_written_for_speed_stands_in_the_kernel()
    {
        string[] folders = [.. Rooms, "Records", "Courses", "Policies", "Documents", "Clinic", "Sources"];
        string[] files = [.. folders.SelectMany(folder => RepositoryFiles.CSharp("src/Infusion.Rules/" + folder))];
        Assert.True(files.Length > 200, $"Only {files.Length} files were looked at.");
        Assert.Matches(Fast(), RepositoryFiles.Read("src/Infusion.Rules/Tables/Compiled/DecisionTable.Compiled.cs"));
        RepositoryFiles.AssertNone(files.Where(file => Fast().IsMatch(RepositoryFiles.Read(file))));
    }

    [Fact]
    public void Every_room_has_a_policy_facts_rules_and_an_outcome()
    {
        var missing =
            from room in Rooms
            from suffix in PartsOfARoom
            where !LibraryTypes.Any(
                type => type.Namespace == $"Infusion.Rules.{room}" && type.Name.EndsWith(suffix, StringComparison.Ordinal))
            select $"{room} has no type named …{suffix}";

        RepositoryFiles.AssertNone(missing);
    }

    [Fact]
    public void A_public_type_stands_in_the_file_and_folder_of_its_name()
    {
        var files = RepositoryFiles.CSharp("src/Infusion.Rules").ToHashSet(StringComparer.Ordinal);
        var misplaced =
            from type in PublicTypes
            where !type.IsNested
            let name = type.Name.Split('`')[0]
            let folder = type.Namespace == "Microsoft.Extensions.DependencyInjection"
                ? "Infusion.Rules.DependencyInjection"
                : type.Namespace!
            let expected = $"src/Infusion.Rules{folder["Infusion.Rules".Length..].Replace('.', '/')}/{name}.cs"
            where !files.Contains(expected)
            select $"{type} is not in {expected}";

        RepositoryFiles.AssertNone(misplaced);
    }

    [Fact]
    public void Rooms_never_name_another_room_and_the_kernel_names_nothing_of_ours()
    {
        var found =
            from path in RepositoryFiles.CSharp("src/Infusion.Rules")
            let folder = path.Split('/')[2]
            let forbidden = folder switch
            {
                "Decisions" => [.. Rooms, "Clinic", "Policies", "Sources", "Cases", "Courses"],
                "Clinic" or "Sources" => [.. Rooms, "Policies", "Cases", "Courses"],
                _ when Rooms.Contains(folder) => [.. Rooms.Where(room => room != folder), "Policies", "Cases", "Courses"],
                _ => Array.Empty<string>(),
            }
            where forbidden.Length > 0
            let text = RepositoryFiles.Read(path)
            from other in forbidden
            where text.Contains($"using Infusion.Rules.{other};", StringComparison.Ordinal)
                || text.Contains($" Infusion.Rules.{other}.", StringComparison.Ordinal)
            select $"{path} names {other}";

        RepositoryFiles.AssertNone(found);
    }

    private static void Holds(Type[] types, Func<Type, IEnumerable<string>> convention) =>
        RepositoryFiles.AssertNone(types.SelectMany(type => convention(type).Select(wrong => $"{type.FullName} {wrong}")));

    [GeneratedRegex(
        @"\b(unchecked|stackalloc|MethodImpl|SkipLocalsInit|BitOperations|BitArray)\b|\bfixed \(|\bUnsafe\.|\bMemoryMarshal\.|\b1U?L? <<")]
    private static partial Regex Fast();

    // What reads as one thing and is not parted: a text, a document, a pattern, a command with its options.
    [GeneratedRegex("""("[^"]{90,}"|\{ ?\\?"|^ *infusion-rules )""")]
    private static partial Regex Literal();
}
