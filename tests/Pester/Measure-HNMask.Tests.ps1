BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/madeEX -Images 8 -Size 96 -Seed 2
}

Describe 'Measure-HNMask' {
    It 'measures the masks of the sample run as its breakdown counted them' {
        $measured = Import-HNRun $SampleRun | Measure-HNMask -MissingGroundTruth Empty -WarningAction SilentlyContinue
        $measured | Should -HaveCount 30
        ($measured | Measure-Object GtPixels -Sum).Sum | Should -Be 173926
        ($measured | Measure-Object PredPixels -Sum).Sum | Should -Be 11640
        $measured | Group-Object Case -NoElement | Sort-Object Name | ForEach-Object { $_.Count } | Should -Be 7, 21, 2
    }

    It 'agrees with the log that a synthetic run wrote' {
        $made | Measure-HNMask -Smoothing Lab -Compare | ForEach-Object { [math]::Abs($_.DiceDifference) | Should -BeLessThan 1e-12 }
    }

    It 'takes files from Get-ChildItem' {
        Get-ChildItem TestDrive:/madeEX/output/predictions_test/*.png | Measure-HNMask -GroundTruth TestDrive:/madeEX/masks/* | Should -HaveCount 8
    }

    It 'exports to CSV as numbers' {
        $made | Measure-HNMask -Metric Overlap, Distance, Lesion, Score | Export-Csv TestDrive:/m.csv
        $row = Import-Csv TestDrive:/m.csv | Where-Object State -eq Defined | Select-Object -First 1
        [double]$row.Dice | Should -BeGreaterThan 0
        [double]$row.Hd95 | Should -BeGreaterOrEqual 0
    }

    It 'measures Pearson alone as it does with the curves' {
        $alone = $made | Measure-HNMask -Metric Pearson
        $alone | ForEach-Object { $_.Auroc | Should -BeNullOrEmpty }
        $alone.Pearson | Should -Be ($made | Measure-HNMask -Metric Score).Pearson
    }

    It 'gives the same for any ThrottleLimit' {
        $a = $made | Measure-HNMask -ThrottleLimit 1 | ConvertTo-Json
        $b = $made | Measure-HNMask -ThrottleLimit 5 | ConvertTo-Json
        $a | Should -Be $b
    }

    It 'runs in ForEach-Object -Parallel' {
        $module = $Module
        $run = (Convert-Path TestDrive:/madeEX)
        1..3 | ForEach-Object -Parallel { Import-Module $using:module; (Measure-HNMask $using:run).Count } | Should -Be 8, 8, 8
    }
}
