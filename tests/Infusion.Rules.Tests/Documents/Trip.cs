using System.Collections.Immutable;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Tests.Documents;

internal enum Cabin
{
    Window,
    MiddleSeat,
    Row12,
}

internal sealed record Leg(string From, Instant At, Cabin Cabin)
{
    public static Leg? Read(ObjectReader o)
    {
        var from = o.Required("from").String(20);
        var at = o.Required("at").Instant();
        var cabin = o.Optional("cabin").Enum<Cabin>();
        return o.Done() ? new Leg(from, at, cabin ?? Cabin.Window) : null;
    }
}

/// <summary>A document with one of each thing that is read.</summary>
internal sealed record Trip(
    string Id, string Colour, Cabin Cabin, bool IsPaid, int Seats, long Miles, decimal Price, LocalDate Day, LocalDateTime Boards,
    Duration Flight, Duration? Stop, Period Valid, ImmutableArray<Leg> Legs, ImmutableArray<string> Tags)
{
    private static string[] Colours => ["red", "green", "navy-blue"];

    public static string Valid1 => """
        {
          "format": 1,
          "$schema": "trip.schema.json",
          "id": "T1",
          "colour": "navy-blue",
          "cabin": "middle-seat",
          "isPaid": true, // paid
          "seats": 3,
          "miles": 12345678901,
          "price": 100.50,
          "day": "2026-01-31",
          "boards": "2026-01-31T14:20",
          "flight": "PT1H30M",
          "stop": null,
          "valid": "P1M2W",
          "legs": [{ "from": "Köln", "at": "2026-01-31T14:20Z" }, { "at": "2026-01-31T14:20:30.5-05:00", "from": "x", "cabin": "row-12" }],
          /* none */ "tags": ["a", "b"]
        }
        """;

    public static Trip? Read(ObjectReader o)
    {
        var id = o.Required("id").String(8);
        var colour = o.Required("colour").Name(Colours);
        var cabin = o.Required("cabin").Enum<Cabin>();
        var isPaid = o.Required("isPaid").Bool();
        var seats = o.Required("seats").Int(1, 9);
        var miles = o.Required("miles").Long(0, long.MaxValue);
        var price = o.Required("price").Decimal(0, 1000, 2);
        var day = o.Required("day").Date();
        var boards = o.Required("boards").LocalDateTime(DateTimeZoneProviders.Tzdb["America/New_York"]);
        var flight = o.Required("flight").Duration();
        var stop = o.Optional("stop").Duration(Duration.FromHours(1), Duration.FromHours(4));
        var valid = o.Required("valid").Period();
        var legs = o.Required("legs").Objects(Leg.Read, 1, 3);
        var tags = o.Optional("tags").Array(static tag => tag.String());
        return o.Done()
            ? new Trip(id, colour, cabin, isPaid, seats, miles, price, day, boards, flight, stop, valid, legs, tags ?? [])
            : null;
    }

    /// <summary>The valid document with one text replaced, and a row that says what is wrong: <c>code line:column path</c>.</summary>
    public static ImmutableArray<Problem> ProblemsOf(string json)
    {
        bool isRead = DocumentReader.TryRead(json, 1, Read, out var trip, out var problems);
        Assert.Equal(problems.IsEmpty, isRead);
        Assert.Equal(isRead, trip is not null);
        return problems;
    }

    public static string Row(Problem problem) =>
        FormattableString.Invariant($"{problem.Code} {problem.Line}:{problem.Column} {problem.Path}");
}
