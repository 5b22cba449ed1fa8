namespace Infusion.Rules.Tests.Courses;

/// <summary>What follows a list allocates about as the list grows, up to what a document allows.</summary>
/// <remarks>Bytes and not times, which say the same on every machine; the benchmark <c>lists</c> has both, for every length.</remarks>
public sealed class LongListTests
{
    private const int Enough = 1_000;

    public static TheoryData<string> Names => [.. LongLists.All.Select(static list => list.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Four_times_the_entries_cost_about_four_times_as_much(string name)
    {
        LongList list = LongLists.All.Single(one => one.Name == name);
        int many = Math.Min(list.Most, Enough);
        _ = Allocated(list, many / 4);
        (long few, long four) = (Allocated(list, many / 4), Allocated(list, many));

        Assert.True(four < few * list.FourTimes, $"{four} B for {many}, {few} B for {many / 4}");
    }

    private static long Allocated(LongList list, int count)
    {
        Action measured = list.With(count);
        long before = GC.GetAllocatedBytesForCurrentThread();
        measured();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
