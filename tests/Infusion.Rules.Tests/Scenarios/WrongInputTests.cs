namespace Infusion.Rules.Tests.Scenarios;

/// <summary>Wrong input is an error by name or a value that says so; it is never read as zero, no, or nothing.</summary>
public class WrongInputTests
{
    public static TheoryData<string> Titles => [.. WrongInputs.All.Select(row => row.Title)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_wrong_input_is_named(string title)
    {
        WrongInput row = WrongInputs.All.Single(one => one.Title == title);
        Assert.Equal(row.Expected, row.Outcome());
    }

    [Fact]
    public void Every_room_has_rows_of_errors_and_of_values()
    {
        string[] rooms = ["eligibility", "continuity", "protocols", "fasting", "visits", "response", "maintenance", "fees"];
        foreach (string room in rooms)
        {
            WrongInput[] rows = [.. WrongInputs.All.Where(row => row.Room == room)];
            Assert.True(rows.Length >= 5, room);
            Assert.Contains(rows, row => row.Expected.Contains("Exception", StringComparison.Ordinal));
            Assert.Contains(rows, row => !row.Expected.Contains("Exception", StringComparison.Ordinal));
        }
    }
}
