using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Policies;

namespace Infusion.Rules.Tests.Records;

/// <summary>Records with one mistake each: the one that uses every property, patched.</summary>
public sealed class MalformedRecordTests
{
    public static TheoryData<string> Names => Mistake.Names("Records");

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Names.Count >= 25, $"only {Names.Count}");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mistake_is_named_where_it_is_and_nothing_else_is_complained_of(string name)
    {
        Mistake mistake = Mistake.ComposeIn("Records", name, RecordFiles.Everything);

        Assert.False(
            PatientRecord.TryParse(mistake.Json, RecordFiles.Rules.TimeZone, out PatientRecord? record, out ImmutableArray<Problem> problems));
        Assert.Null(record);
        Assert.Equal([mistake.Expected], problems.Select(Mistake.Said));
    }
}
