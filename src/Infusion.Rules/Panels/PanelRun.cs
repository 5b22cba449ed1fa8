using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Panels;

/// <summary>A panel under one policy: room by room, in blocks whose columns stay in the nearest cache.</summary>
/// <remarks>What is worked out of a block stands in the run itself, so one thread uses it at a time.</remarks>
internal sealed class PanelRun
{
    private const int ColumnCount = 10;

    private readonly int[] _columns = new int[ColumnCount * ColumnCode.Block];
    private readonly Instant[] _earliest = new Instant[ColumnCode.Block];
    private readonly EligibilityRules.Columns.Run _eligibility;
    private readonly ProtocolRules.Columns.Run _protocol;
    private readonly FastingRules.Columns.Run _fasting;
    private readonly ResponseRules.Columns.Run _response;
    private readonly FeeRules.Columns.Run _fee;
    private readonly MaintenanceRules.Columns.Run _maintenance;

    public PanelRun(Panel panel, InfusionRules rules)
    {
        Rules = rules;
        _eligibility = new(panel.Eligibility, rules.Eligibility);
        _protocol = new(panel.Protocol, rules.Protocols);
        _fasting = new(panel.Fasting, rules.Fasting);
        _response = new(panel.Response, rules.Response);
        _fee = new(panel.Fee, rules.Fees);
        _maintenance = new(panel.Maintenance, rules.Maintenance);
    }

    public InfusionRules Rules { get; }

    public void Decide(int from, Span<PanelDecision> decisions)
    {
        for (int done = 0; done < decisions.Length; done += ColumnCode.Block)
        {
            Span<PanelDecision> block = decisions.Slice(done, Math.Min(ColumnCode.Block, decisions.Length - done));
            try
            {
                DecideBlock(from + done, block);
            }
            catch (Exception refusal) when (refusal is ArgumentException or OverflowException)
            {
                Name(from + done, block);
                throw;
            }
        }
    }

    // One by one, so that the refusal can name the patient.
    private void Name(int from, Span<PanelDecision> block)
    {
        for (int index = 0; index < block.Length; index++)
        {
            try
            {
                DecideBlock(from + index, block.Slice(index, 1));
            }
            catch (Exception refusal) when (refusal is ArgumentException or OverflowException)
            {
                throw new ArgumentException(FormattableString.Invariant($"The patient at place {from + index} of the panel: {refusal.Message}"), refusal);
            }
        }
    }

    private void DecideBlock(int from, Span<PanelDecision> decisions)
    {
        int count = decisions.Length;
        Span<int> eligibility = Column(0, count), eligibilityFindings = Column(1, count), protocol = Column(2, count), fasting = Column(3, count);
        Span<int> response = Column(4, count), fee = Column(5, count), feePlaces = Column(6, count);
        Span<int> maintenance = Column(7, count), maintenanceFindings = Column(8, count), windows = Column(9, count);
        Span<Instant> earliest = _earliest.AsSpan(0, count);
        _eligibility.Decide(from, eligibility, eligibilityFindings);
        _protocol.Choose(from, protocol);
        _fasting.Plan(from, fasting, earliest);
        _response.Judge(from, response);
        _fee.Cancellation(from, fasting, fee, feePlaces);
        _maintenance.On(from, maintenance, maintenanceFindings, windows);
        for (int index = 0; index < count; index++)
        {
            decisions[index].Set(
                eligibility[index], eligibilityFindings[index], protocol[index], fasting[index], earliest[index], response[index], fee[index],
                _fee.ChargeOf(from + index, fasting[index], feePlaces[index]), maintenance[index], maintenanceFindings[index],
                _maintenance.WindowOf(from + index, windows[index]));
        }
    }

    private Span<int> Column(int place, int count) => _columns.AsSpan(place * ColumnCode.Block, count);
}
