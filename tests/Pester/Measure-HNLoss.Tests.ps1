BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/lossEX -Images 10 -Size 96 -Seed 2
}

Describe 'Measure-HNLoss' {
    It 'adds up to what is lost' {
        $rows = $made | Measure-HNLoss
        $causes = $rows | Where-Object Cause -ne Total | Measure-Object Points -Sum
        $total = $rows | Where-Object Cause -eq Total
        [math]::Abs($causes.Sum - $total.Points) | Should -BeLessThan 1e-12
        $mean = ($made | Measure-HNMask | Where-Object State -ne BothEmpty | Measure-Object Dice -Average).Average
        [math]::Abs(1 - $mean - $total.Points) | Should -BeLessThan 1e-12
        $total.Summary | Should -Match '^Mean Dice 0'
    }

    It 'gives each size its own row and leaves the causes as they are' {
        $plain = $made | Measure-HNLoss | Where-Object Cause -eq Missed
        $sized = $made | Measure-HNLoss -BySize | Where-Object Cause -eq Missed
        $sized.Count | Should -Be 6
        [math]::Abs(($sized | Where-Object SizeStratum | Measure-Object Points -Sum).Sum - $plain.Points) | Should -BeLessThan 1e-12
    }

    It 'blames the planted cause for the difference of two runs' {
        $clean = New-HNSampleRun TestDrive:/cleanEX -Images 10 -Size 128 -Seed 4 -Cause FalseBright -CauseStrength 0.01
        $wide = New-HNSampleRun TestDrive:/wideEX -Images 10 -Size 128 -Seed 4 -Cause FalseBright, OverDrawn -CauseStrength 0.9
        $rows = $wide | Measure-HNLoss -Baseline $clean
        $rows[0].Cause | Should -Be Total
        $rows[0].Points | Should -BeLessThan 0
        $rows[0].Baseline | Should -Be cleanEX
    }

    It 'warns of images that one run lacks' {
        $more = New-HNSampleRun TestDrive:/moreEX -Images 12 -Size 96 -Seed 2
        $more | Measure-HNLoss -Baseline $made -WarningVariable said -WarningAction SilentlyContinue | Out-Null
        $said | Should -BeLike '*0 images are in the baseline only and 2 in moreEX only*'
    }
}
